import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";

interface Manifest {
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly activationEvents: readonly string[];
  readonly main: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

const text = readFileSync("package.json", "utf8");
const manifest = JSON.parse(text) as Manifest;
const words = JSON.parse(readFileSync("package.nls.json", "utf8")) as Record<string, string>;
const matches = (source: string, pattern: RegExp): string[] =>
  [...source.matchAll(pattern)].map((match) => match[1] ?? "");

describe("host/manifest", () => {
  it("has words for every key, and no words without a key", () => {
    assert.deepEqual([...new Set(matches(text, /"%([\w.]+)%"/g))].sort(), Object.keys(words).sort());
  });

  it("declares exactly the commands that are registered", () => {
    const registered = matches(readFileSync("src/host/commands.ts", "utf8"), /^ {4}"(isoflop\.\w+)": /gm);
    const declared = manifest.contributes.commands.map(({ command }) => command);
    assert.deepEqual([...declared].sort(), registered.sort());
    const inMenus = Object.values(manifest.contributes.menus).flatMap((items) => items.map(({ command }) => command));
    for (const command of inMenus) assert.ok(declared.includes(command), command);
  });

  it("links only to commands that exist, from texts that a person clicks", () => {
    const declared = new Set(manifest.contributes.commands.map(({ command }) => command));
    for (const command of Object.values(words).flatMap((value) => matches(value, /\(command:(isoflop\.[\w.]+)/g)))
      assert.ok(declared.has(command) || command === "isoflop.runs.focus", command);
  });

  it("declares exactly the settings that are read", () => {
    const read = matches(readFileSync("src/host/settings.ts", "utf8"), /get<unknown>\("(\w+)"\)/g);
    const declared = Object.keys(manifest.contributes.configuration.properties);
    assert.deepEqual(declared.sort(), read.map((name) => `isoflop.${name}`).sort());
  });

  it("is activated by logs, views and commands, never by everything", () => {
    for (const event of manifest.activationEvents)
      assert.match(event, /^(workspaceContains:.*[a-z]{3}|onWebviewPanel:)/);
  });

  it("supports the VS Code whose interfaces it is compiled against", () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies["@types/vscode"] ?? ""}`);
  });

  it("has every picture and page that it names", () => {
    for (const path of matches(text, /"(media\/[^"]+)"/g)) assert.ok(existsSync(path), path);
  });
});
