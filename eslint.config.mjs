import js from "@eslint/js";
import importX from "eslint-plugin-import-x";
import ts from "typescript-eslint";

/**
 * The house rules on imports: a room, and what it may import from (itself always): rooms, or single files. They only ever
 * point down; what is not listed here is a lint error. A room inside a room is listed by itself; what its house may import,
 * it may import only if it says so.
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
const core = ["laws", "stats", "series", "runs"].map((room) => `src/core/${room}`);
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
  "src/core/fit/protocol": [...core, ...protocol],
  "src/core/fit/points": [...core, ...points],
  "src/core/fit/solve": [...core, ...solve],
  "src/core/fit/intervals": [...core, ...solve],
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
  "src/engine": ["src/core", "src/protocol"],
  "src/worker": ["src/engine", "src/core", "src/protocol"],
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
  "src/host": ["src/worker/client.ts", "src/protocol", "src/core"],
  "webview/shared": ["src/protocol", "src/core"],
  "webview/controls": ["webview/shared", "src/protocol", "src/core"],
  "webview/chart": ["webview/shared", "src/protocol", "src/core"],
  "webview/panel": ["webview/shared", "webview/controls", "webview/chart", "src/protocol", "src/core"],
};

const zones = Object.entries(rooms).map(([room, below]) => ({
  target: `./${room}`,
  from: ["./src", "./webview", "./test", "./scripts"],
  except: [],
  room,
  below,
}));

/** One zone a forbidden room: the rule wants `except` inside `from`, so a border is drawn room by room. */
const borders = zones.flatMap(({ room, below }) => {
  const allowed = [room, ...below];
  const others = [...Object.keys(rooms), "test", "scripts", "src/extension.ts"].filter(
    (other) => !allowed.some((yes) => other === yes || other.startsWith(`${yes}/`)),
  );
  return others
    .filter((other) => !room.startsWith(`${other}/`))
    .map((other) => ({
      target: `./${room}`,
      from: `./${other}`,
      except: below.filter((yes) => yes.startsWith(`${other}/`)).map((yes) => `./${yes.slice(other.length + 1)}`),
      message: `${room} may import only from: ${below.join(", ") || "itself"}.`,
    }));
});

const only = (name, files, where) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns: [{ regex: name, message: where }] }] },
});

export default ts.config(
  { ignores: ["dist/", "node_modules/", ".vscode-test/", "examples/**/*.json"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": ["error", { ignoreVoid: false }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: "only-allowed-literals" },
      ],
      "@typescript-eslint/prefer-for-of": "off",
      "no-console": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["**/*.ts"],
    plugins: { "import-x": importX },
    settings: { "import-x/resolver-next": [importX.createNodeResolver({ extensions: [".ts", ".js"] })] },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones: borders, basePath: import.meta.dirname }],
      "import-x/no-cycle": "error",
      "import-x/no-default-export": "error",
    },
  },
  only(
    "^(vscode|node:.*|fs|path)$",
    ["src/core/**", "src/protocol/**", "webview/**"],
    "Pure: no Node, no VS Code here.",
  ),
  only("^vscode$", ["src/engine/**", "src/worker/**", "src/cli/**"], "Only the host talks to VS Code."),
  only("^chart\\.js", ["webview/panel/**", "webview/shared/**"], "Only webview/chart/plot.ts knows Chart.js."),
  { files: ["src/cli/**"], rules: { "no-console": "off" } },
  { files: ["test/**/*.ts"], rules: { "no-console": "off", "@typescript-eslint/no-non-null-assertion": "off" } },
  {
    files: ["**/*.mjs"],
    languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly", Buffer: "readonly" } },
  },
);
