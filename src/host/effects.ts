import { commands, env, l10n, Range, Uri, window } from "vscode";
import type { Effect } from "../protocol/jobs";

/** Does what the engine asks the host to do. */
export async function perform(effect: Effect): Promise<void> {
  switch (effect.type) {
    case "openFile":
      return openFile(effect.path, effect.line);
    case "copy":
      return copy(effect.text, effect.label);
  }
}

/** Opens a file, at a 1-based line if one is given, the way VS Code does (a large file cannot be opened through its document API). */
export async function openFile(path: string, line?: number): Promise<void> {
  const options = line === undefined ? {} : { selection: new Range(line - 1, 0, line - 1, 0) };
  await commands.executeCommand("vscode.open", Uri.file(path), options);
}

export async function copy(text: string, label: string): Promise<void> {
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(l10n.t("Copied: {0}", label), 4000);
}
