import { LineCounter, parseDocument } from "yaml";
import { faultOf } from "./bytes/fault";
import type { Json } from "./json/json";

export type YamlRead =
  { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly why: string; readonly line?: number };

/** A larger one is no config, and the parser takes longer than in proportion for some texts. */
const largest = 128 << 10;
/** Signs of flow collections that follow each other: the parser takes the square of their number. */
const mostSigns = 64;
const mostAnchors = 500;
/** Collections that are opened within one line, each in the one before: `a: a: a: …`. */
const mostInLine = 1000;
const deepestIndent = 200;
const deepestFlow = 100;

/** Reads YAML as configs are written. Never throws; what no person would write is refused before it is parsed, as it takes too long. */
export function readYaml(text: string): YamlRead {
  const refused = refusal(text);
  if (refused !== undefined) return { ok: false, why: refused };
  const lines = new LineCounter();
  try {
    // Tags of other languages (`!!python/object`) are left as plain values; nothing is ever built from them.
    const document = parseDocument(text, {
      logLevel: "silent",
      strict: false,
      uniqueKeys: false,
      prettyErrors: false,
      lineCounter: lines,
    });
    const error = document.errors[0];
    if (error === undefined) return { ok: true, value: document.toJS({ maxAliasCount: 100 }) as Json };
    const { line } = lines.linePos(error.pos[0]);
    return { ok: false, why: error.message, ...(line > 0 ? { line } : {}) };
  } catch (error) {
    return { ok: false, why: faultOf(error) };
  }
}

/** Why a text is not given to the parser; undefined where it is. One pass over its letters. */
function refusal(text: string): string | undefined {
  if (text.length > largest) return `larger than ${largest >> 10} KiB, the most that is read of a YAML config`;
  let [signs, anchors, inLine, flow] = [0, 0, 0, 0];
  /** Blanks so far at the start of the line; -1 after them. */
  let indent = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? "";
    if (c === "\n") indent = inLine = 0;
    else if (c !== " ") indent = -1;
    else if (indent >= 0) indent++;
    else if (":-?".includes(text[i - 1] ?? "")) inLine++;
    if (",[]{}?:".includes(c)) signs++;
    else if (c > " ") signs = 0;
    if (c === "&" || c === "*") anchors++;
    if (c === "[" || c === "{") flow++;
    else if (flow > 0 && (c === "]" || c === "}")) flow--;
    if (signs > mostSigns) return `more than ${mostSigns} brackets and commas without a value between them`;
    if (anchors > mostAnchors) return `more than ${mostAnchors} anchors and aliases`;
    if (indent > deepestIndent || inLine > mostInLine || flow > deepestFlow) return "nested too deeply";
  }
  return undefined;
}
