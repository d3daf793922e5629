import { Hover, languages, type DocumentFilter, type TextDocument, type Disposable, type Position } from "vscode";
import type { EngineClient } from "../worker/client";
import { hoverMarkdown } from "./markdown";
import { enginePath } from "./roots";
import type { Session } from "./session";

const logs: readonly DocumentFilter[] = ["jsonl", "ndjson", "csv", "tsv", "log", "out", "txt"].map((extension) => ({
  scheme: "file",
  pattern: `**/*.${extension}`,
}));

/** The first line of a log, or a row of it, names a loss. Only over such a file does a hover begin to read the folders. */
const namesLoss = /loss|entropy|ppl|perplexity|bpb|nll/i;
/** So many characters of a line are searched for that. */
const searched = 10_000;

/** Shows over a line of an open log what the fit says at that step, for logs in the folders that are studied. */
export function registerHover(engine: EngineClient, session: Session): Disposable {
  return languages.registerHoverProvider(logs, {
    provideHover: async (document, position) => {
      if (session.state === "idle" && !isLog(document, position)) return undefined;
      await session.start();
      return session.owns(document.uri.fsPath) ? lineHover(engine, document, position) : undefined;
    },
  });
}

function isLog(document: TextDocument, { line }: Position): boolean {
  return [0, line].some((at) => namesLoss.test(document.lineAt(at).text.slice(0, searched)));
}

async function lineHover(engine: EngineClient, document: TextDocument, at: Position): Promise<Hover | undefined> {
  if (document.isDirty) return undefined; // Its lines may differ from those of the file.
  const path = enginePath(document.uri.fsPath);
  const hover = await engine.call("lineHover", { path, line: at.line + 1 });
  return hover === null ? undefined : new Hover(hoverMarkdown(hover), document.lineAt(at.line).range);
}
