/** A piece of a pattern: literal text, or a field that captures what is there. */
type Piece = { readonly text: string } | { readonly field: string };

/** `{mix}/{init}-{size}` split into pieces; undefined when a brace is not closed or a field has no valid name. */
export function parsePattern(pattern: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < pattern.length) {
    const open = pattern.indexOf("{", at);
    if (open < 0) break;
    const close = pattern.indexOf("}", open);
    const field = pattern.slice(open + 1, close).trim();
    if (close < 0 || field === "" || field.includes("{") || field.includes("/")) return undefined;
    if (open > at) pieces.push({ text: pattern.slice(at, open) });
    pieces.push({ field });
    at = close + 1;
  }
  if (at < pattern.length) pieces.push({ text: pattern.slice(at) });
  return pieces.some((piece) => "field" in piece) ? pieces : undefined;
}

/** Backtracking limit, against patterns of many fields without text between: beyond it the pattern does not match. */
const maxTries = 10_000;

/**
 * The fields of a pattern read off a run's path, or undefined when it does not match. As many folders as the pattern names are
 * looked at, counted from the run up; a field takes no `/`, at least one character, and as much as it can, the first field
 * first: `{init}-{size}` of `late-init-1.6B` is late-init and 1.6B. Nothing of it is a regular expression.
 */
export function matchPattern(pattern: string, path: string): ReadonlyMap<string, string> | undefined {
  const pieces = parsePattern(pattern);
  if (pieces === undefined) return undefined;
  const depth = pattern.split("/").length;
  const text = path.split("/").slice(-depth).join("/");
  const values = new Map<string, string>();
  let tries = 0;
  const match = (piece: number, at: number): boolean => {
    const wanted = pieces[piece];
    if (wanted === undefined) return at === text.length;
    if (tries++ > maxTries) return false;
    if ("text" in wanted) return text.startsWith(wanted.text, at) && match(piece + 1, at + wanted.text.length);
    const slash = text.indexOf("/", at);
    for (let end = slash < 0 ? text.length : slash; end > at; end--) {
      if (!match(piece + 1, end)) continue;
      values.set(wanted.field, text.slice(at, end));
      return true;
    }
    return false;
  };
  return match(0, 0) ? values : undefined;
}
