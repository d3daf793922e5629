import { l10n, Range, Selection, TextEditorRevealType, Uri, window, workspace, type TextEditor } from "vscode";
import { withAsked } from "../core/formats/study/ask";
import type { MissingFacts } from "../core/runs/described/missingFacts";
import type { EngineClient } from "../worker/client";
import { ensureRead } from "./ensureRead";
import type { Session } from "./session";

/**
 * Opens the `isoflop.json` that can supply the missing facts of a run (or, without one, of the runs of a folder that is picked), with
 * empty fields for them. A file that does not exist opens unsaved: nothing is written before the user saves, and undo reverts it.
 */
export async function describeRuns(engine: EngineClient, session: Session, run: string | undefined): Promise<void> {
  if (!(await ensureRead(session))) return;
  const found = await engine.call("describe", { run: run ?? null });
  const [first] = found;
  if (first === undefined) throw new Error(l10n.t("This run no longer exists: its log was deleted or moved."));
  const picked = found.length === 1 ? first : await pick(found);
  if (picked !== undefined) await open(picked);
}

async function pick(all: readonly MissingFacts[]): Promise<MissingFacts | undefined> {
  const items = all.map((asked) => ({
    label: workspace.asRelativePath(Uri.file(asked.path)),
    description: asked.runs === 1 ? l10n.t("1 run") : l10n.t("{0} runs", asked.runs),
    ...(asked.asks.length === 0
      ? {}
      : { detail: l10n.t("unknown: {0}", asked.asks.map((keys) => keys.at(-1)).join(", ")) }),
    asked,
  }));
  const title = l10n.t("Describe the Runs Below Which Folder?");
  return (await window.showQuickPick(items, { title, matchOnDescription: true }))?.asked;
}

async function open({ path, asks }: MissingFacts): Promise<void> {
  const file = Uri.file(path);
  const exists = await workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
  const document = await workspace.openTextDocument(exists ? file : file.with({ scheme: "untitled" }));
  const editor = await window.showTextDocument(document);
  const made = withAsked(document.getText(), asks);
  if (made === undefined) throw new Error(l10n.t("{0} is not a JSON object. Correct it first.", path));
  if (!(await replace(editor, made.text))) throw new Error(l10n.t("{0} cannot be edited.", path));
  const [start, end] = [document.positionAt(made.start), document.positionAt(made.end)];
  editor.selection = new Selection(start, end);
  editor.revealRange(new Range(start, end), TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Replaces the document's text in one edit, which covers only what differs. */
async function replace(editor: TextEditor, text: string): Promise<boolean> {
  const { document } = editor;
  const before = document.getText();
  if (before === text) return true;
  let from = 0;
  while (from < before.length && before[from] === text[from]) from++;
  let tail = 0;
  while (tail < Math.min(before.length, text.length) - from && before.at(-1 - tail) === text.at(-1 - tail)) tail++;
  const range = new Range(document.positionAt(from), document.positionAt(before.length - tail));
  return editor.edit((builder) => {
    builder.replace(range, text.slice(from, text.length - tail));
  });
}
