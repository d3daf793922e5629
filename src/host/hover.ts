import { Hover, languages, type DocumentFilter, type TextDocument, type Disposable, type Position } from "vscode";
import type { EngineClient } from "../worker/client";
import { hoverMarkdown } from "./markdown";
import { enginePath } from "./roots";
import type { Session } from "./session";

const logs: readonly DocumentFilter[] = ["jsonl", "ndjson", "csv", "tsv"].map((extension) => ({
  scheme: "file",
  pattern: `**/*.${extension}`,
}));

/** A line longer than this is no row of a log. */
const longest = 1_000_000;

/** Says over a line of an open log what the fit says at that step, for logs in the folders that are studied. */
export function registerHover(engine: EngineClient, session: Session): Disposable {
  return languages.registerHoverProvider(logs, {
    provideHover: async (document, position) => {
      await session.start();
      return session.owns(document.uri.fsPath) ? lineHover(engine, document, position) : undefined;
    },
  });
}

async function lineHover(engine: EngineClient, document: TextDocument, at: Position): Promise<Hover | undefined> {
  const { text, range } = document.lineAt(at.line);
  const header = document.lineAt(0).text;
  const path = enginePath(document.uri.fsPath);
  if (text.length + header.length > longest) return undefined;
  const hover = await engine.call("lineHover", { path, line: at.line + 1, text, header });
  return hover === null ? undefined : new Hover(hoverMarkdown(hover), range);
}
