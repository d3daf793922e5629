/**
 * Who may import whom: a room, and what it may import from (itself always): rooms, or single files. Imports only ever point down,
 * types included; what is not listed here fails `npm run check:imports`. A room inside a room that has a line of its own may import
 * what that line says and no more.
 */
const words = ["src/core/runs/words", "src/core/runs/run.ts", "src/core/runs/problem.ts"];
const conventions = [...words, "src/core/runs/conventions"];
const table = [...conventions, "src/core/runs/table"];
const described = [...table, "src/core/runs/described"];
const series = [...described, "src/core/runs/series"];
const facts = [...series, "src/core/runs/facts"];
const protocol = ["src/core/fit/result.ts", "src/core/fit/labels.ts", "src/core/fit/protocol"];
const points = [...protocol, "src/core/fit/points"];
const solve = [...points, "src/core/fit/solve"];
const core = ["laws", "stats", "series", "runs", "choices"].map((room) => `src/core/${room}`);
/** The small languages that choices are written in. */
const languages = ["objective", "intervalChoice", "expression"].map((file) => `src/core/fit/protocol/${file}.ts`);
const bytes = ["src/core/runs", "src/core/stats", "src/core/formats/format.ts", "src/core/formats/bytes"];
const jsonBytes = [...bytes, "src/core/formats/json"];

const rooms = {
  "src/core/stats": [],
  "src/core/runs/words": [...words, "src/core/stats"],
  "src/core/runs/conventions": words,
  "src/core/runs/table": [...table, "src/core/stats"],
  "src/core/runs/described": [...described, "src/core/stats"],
  "src/core/runs/series": [...series, "src/core/stats"],
  "src/core/runs/facts": [...facts, "src/core/stats"],
  "src/core/runs/facets": [...conventions, "src/core/stats"],
  "src/core/runs/assemble": [...facts, "src/core/runs/facets", "src/core/stats"],
  "src/core/runs": ["src/core/stats"],
  "src/core/formats/bytes": ["src/core/runs", "src/core/stats", "src/core/formats/format.ts"],
  "src/core/formats/json": bytes,
  "src/core/formats/csv": bytes,
  "src/core/formats/tensorboard": jsonBytes,
  "src/core/formats/text": jsonBytes,
  "src/core/formats/parquet": [...jsonBytes, "src/core/formats/trackers"],
  "src/core/formats/sqlite": [...jsonBytes, "src/core/formats/trackers"],
  "src/core/formats/trackers": [...jsonBytes, "src/core/formats/sidecar.ts"],
  "src/core/formats/study": jsonBytes,
  "src/core/formats": ["src/core/runs", "src/core/stats"],
  "src/core/series": ["src/core/runs", "src/core/stats"],
  "src/core/laws": ["src/core/stats"],
  "src/core/choices": ["src/core/laws", "src/core/runs/words", "src/core/print/typed.ts", ...languages],
  "src/core/fit/protocol": [...core, ...protocol],
  "src/core/fit/points": [...core, ...points],
  "src/core/fit/solve": [...core, ...solve],
  "src/core/fit/honest": [...core, ...points],
  "src/core/fit/intervals": [...core, ...solve, "src/core/fit/honest"],
  "src/core/fit": core,
  "src/core/plan": [...core, "src/core/fit"],
  "src/core/print": [...core, "src/core/fit"],
  "src/core/observe": [...core, "src/core/fit", "src/core/plan", "src/core/print"],
  "src/core/state": [...core, "src/core/fit", "src/core/print"],
  "src/core/questions/parameters": [
    ...core,
    "src/core/choices",
    "src/core/fit",
    "src/core/print",
    "src/core/state",
    "src/core/questions/parameters",
  ],
  "src/core/questions": [
    ...core,
    "src/core/choices",
    "src/core/fit",
    "src/core/plan",
    "src/core/print",
    "src/core/state",
  ],
  "src/core/views": [
    ...core,
    "src/core/fit",
    "src/core/plan",
    "src/core/print",
    "src/core/observe",
    "src/core/questions",
    "src/core/state",
  ],
  "src/core/export": ["src/core"],
  "src/protocol": ["src/core"],
  "src/engine": ["src/core", "src/protocol", "src/clock.ts"],
  "src/worker": ["src/engine", "src/core", "src/protocol", "src/clock.ts"],
  "src/cli/flags": ["src/core", "src/cli/errors.ts", "src/cli/readStudy.ts"],
  "src/cli/print": [
    "src/core",
    "src/cli/command.ts",
    "src/cli/errors.ts",
    "src/cli/fitRuns.ts",
    "src/cli/io.ts",
    "src/cli/print",
  ],
  "src/cli/commands": [
    "src/core",
    "src/cli/command.ts",
    "src/cli/errors.ts",
    "src/cli/fitRuns.ts",
    "src/cli/flags",
    "src/cli/io.ts",
    "src/cli/print",
    "src/cli/readStudy.ts",
  ],
  "src/cli": ["src/engine", "src/core", "src/protocol"],
  "src/host": ["src/worker/client.ts", "src/protocol", "src/core", "src/clock.ts"],
  "webview/shared": ["src/protocol", "src/core"],
  "webview/controls": ["webview/shared", "src/protocol", "src/core"],
  "webview/chart": ["webview/shared", "src/protocol", "src/core"],
  "webview/panel": ["webview/shared", "webview/controls", "webview/chart", "src/protocol", "src/core"],
};

/** @param {string} path */
const below = (path) => (path.endsWith(".ts") ? `^${path.replaceAll(".", "\\.")}$` : `^${path}/`);

/** @type {import("dependency-cruiser").IConfiguration["forbidden"]} */
const borders = Object.entries(rooms).map(([room, allowed]) => ({
  name: `imports of ${room}`,
  comment: `${room} may import only from: ${allowed.join(", ") || "itself"}.`,
  severity: "error",
  from: {
    path: `^${room}/`,
    pathNot: Object.keys(rooms)
      .filter((inner) => inner.startsWith(`${room}/`))
      .map(below),
  },
  to: { path: "^(src|webview|test|scripts)/", pathNot: [room, ...allowed].map(below) },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...borders,
    { name: "circle", comment: "Types included.", severity: "error", from: {}, to: { circular: true } },
    { name: "unresolved", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "^vscode$" } },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
  },
};
