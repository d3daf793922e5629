import assert from "node:assert/strict";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commands, languages, Range, Selection, Uri, window, type CompletionList, type TextDocument } from "vscode";
import type { ProblemNode } from "../../src/host/tree/runNodes";
import { inWorkspace, isoflop, leaves, study, until } from "./study";

describe("describing runs", () => {
  const folder = (): string => inWorkspace("undescribed");
  const file = (): string => join(folder(), "isoflop.json");
  let document: TextDocument;

  const unknown = async (what: string): Promise<ProblemNode | undefined> =>
    (await leaves())[0]?.children.find(({ problem }) => problem.message.startsWith(what));

  before(async () => {
    mkdirSync(folder());
    const rows = [1, 2, 3].map((step) => JSON.stringify({ step, "train/loss": 4 - step / 2 }));
    writeFileSync(join(folder(), "metrics.jsonl"), `${rows.join("\n")}\n`);
    await study(folder());
  });
  after(async () => {
    await commands.executeCommand("workbench.action.closeAllEditors");
    rmSync(folder(), { recursive: true });
  });

  it("opens isoflop.json beside the run from what is unknown of it, unsaved, with the place selected", async () => {
    const hint = await until("what is unknown to be listed", () => unknown("parameters (N) unknown"));
    const item = await isoflop().exports.runs.getTreeItem(hint);
    assert.equal(item.command?.command, "isoflop.describeRuns");
    await commands.executeCommand(item.command.command, ...((item.command.arguments ?? []) as unknown[]));
    const editor = window.activeTextEditor;
    assert.ok(editor);
    document = editor.document;
    assert.equal(document.uri.fsPath, file());
    assert.equal(document.languageId, "json");
    assert.ok(document.isDirty && !existsSync(file()), "nothing is written");
    assert.equal(document.getText(editor.selection), "null");
    assert.match(document.lineAt(editor.selection.start.line).text, /"params": null/);
    await commands.executeCommand("undo");
    assert.equal(document.getText(), "");
    await commands.executeCommand("redo");
  });

  it("is completed and checked by its schema", async () => {
    const complaint = await until("the schema to complain", () => languages.getDiagnostics(document.uri)[0]);
    assert.equal(document.getText(complaint.range), "null");
    const text = document.getText();
    const at = document.positionAt(text.indexOf('"facts"'));
    const offered = await commands.executeCommand<CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      at,
    );
    const labels = offered.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    for (const key of ["facets", "metrics", "columns", "exclude"]) assert.ok(labels.includes(key), labels.join());
  });

  it("says what it sets as soon as it is saved", async () => {
    const editor = window.activeTextEditor;
    assert.ok(editor);
    const whole = new Range(document.positionAt(0), document.positionAt(document.getText().length));
    const words = { facts: { params: "3M", tokensPerStep: 1000 }, metrics: { "train/loss": { unit: "bits/token" } } };
    await editor.edit((builder) => {
      builder.replace(whole, JSON.stringify(words, null, 2));
    });
    await document.save();
    assert.ok(existsSync(file()));
    const run = await until("the run to know its tokens", async () =>
      (await leaves()).find(({ item }) => item.description.includes("3k tokens")),
    );
    assert.match(run.item.description, /^CE 1\.733 /);
    assert.deepEqual(run.children, []);
  });

  it("names a mistake in it with its line", async () => {
    writeFileSync(file(), '{\n  "facts": {\n    "tokensPerStep": 1000,\n    "parms": 3\n  }\n}\n');
    const nodes = await until("the mistake to be listed", async () => {
      const top = await isoflop().exports.runs.getChildren();
      return top?.filter((node) => node.kind === "problem").length === 1 ? top : undefined;
    });
    const mistake = nodes.find((node) => node.kind === "problem");
    assert.ok(mistake?.kind === "problem");
    assert.equal(mistake.problem.line, 4);
    assert.match(mistake.problem.message, /unknown key "parms"/);
    const item = await isoflop().exports.runs.getTreeItem(mistake);
    await commands.executeCommand(item.command?.command ?? "", ...((item.command?.arguments ?? []) as unknown[]));
    const editor = await until("the line to be shown", () =>
      window.activeTextEditor?.selection.start.line === 3 ? window.activeTextEditor : undefined,
    );
    assert.equal(editor.document.uri.toString(), Uri.file(file()).toString());
    editor.selection = new Selection(0, 0, 0, 0);
  });
});
