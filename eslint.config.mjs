import js from "@eslint/js";
import ts from "typescript-eslint";

/** One way for each thing that the language offers two of. Who may import whom is `.dependency-cruiser.mjs`. */
const style = [
  { selector: "ExportDefaultDeclaration", message: "Exports have names." },
  {
    selector: ":matches(PropertyDefinition, MethodDefinition, TSParameterProperty)[accessibility='private']",
    message: "Private members are #private.",
  },
  {
    selector:
      ":matches(Program, ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator > Identifier.id[name=/^[A-Z][A-Z0-9]*_?[A-Z0-9_]+$/]",
    message: "Constants of a module are camelCase.",
  },
];

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
      "no-restricted-syntax": ["error", ...style],
      eqeqeq: "error",
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
