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
/** Errors of one text: each costs the parser a search for its place. */
const deepestIndent = 200;

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

/** Why a text is not given to the parser; undefined where it is. */
function refusal(text: string): string | undefined {
  if (text.length > largest) return `larger than ${largest >> 10} KiB, the most that is read of a YAML config`;
  let signs = 0;
  let anchors = 0;
  let indent = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? "";
    if (c === "\n") indent = 0;
    else if (c === " " && indent >= 0) indent++;
    else if (c !== " ") indent = -1;
    if (",[]{}?:-".includes(c)) signs++;
    else if (c > " ") signs = 0;
    if (c === "&" || c === "*") anchors++;
    if (signs > mostSigns && !/^[-\s]*$/.test(text.slice(i - mostSigns, i)))
      return `more than ${mostSigns} brackets and commas without a value between them`;
    if (anchors > mostAnchors) return `more than ${mostAnchors} anchors and aliases`;
    if (indent > deepestIndent) return `nested too deeply`;
  }
  return undefined;
}
