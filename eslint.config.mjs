import js from "@eslint/js";
import importX from "eslint-plugin-import-x";
import ts from "typescript-eslint";

/**
 * The house rules on imports: a room, and the rooms it may import from (itself always).
 * They only ever point down; what is not listed here is a lint error.
 */
const rooms = {
  "src/core/stats": [],
  "src/core/runs": ["src/core/stats"],
  "src/core/formats": ["src/core/runs", "src/core/stats"],
  "src/core/series": ["src/core/runs", "src/core/stats"],
  "src/core/laws": ["src/core/stats"],
  "src/core/fit": ["src/core/laws", "src/core/stats", "src/core/runs"],
  // Sentences write numbers as the views do.
  "src/core/observe": [
    "src/core/series",
    "src/core/fit",
    "src/core/laws",
    "src/core/runs",
    "src/core/stats",
    "src/core/view/numbers.ts",
  ],
  "src/core/state": ["src/core/fit", "src/core/laws", "src/core/runs", "src/core/series", "src/core/stats"],
  "src/core/view": ["src/core"],
  "src/protocol": ["src/core"],
  "src/engine": ["src/core", "src/protocol"],
  "src/worker": ["src/engine", "src/core", "src/protocol"],
  "src/cli": ["src/engine", "src/core", "src/protocol"],
  "src/host": ["src/worker/client.ts", "src/protocol", "src/core"],
  "webview/shared": ["src/protocol", "src/core"],
  "webview/chart": ["webview/shared", "src/protocol", "src/core"],
  "webview/panel": ["webview/shared", "webview/chart", "src/protocol", "src/core"],
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
