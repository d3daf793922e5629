/**
 * Whether a whole text matches a pattern of `*` (any characters, or none) and `?` (one character); nothing else is special. Only the
 * last star backtracks, so the work is bounded by the product of the lengths.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let g = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    if (g < pattern.length && (pattern[g] === "?" || (pattern[g] === text[t] && pattern[g] !== "*"))) {
      g++;
      t++;
    } else if (pattern[g] === "*") {
      star = g++;
      mark = t;
    } else if (star >= 0) {
      g = star + 1;
      t = ++mark;
    } else return false;
  }
  while (pattern[g] === "*") g++;
  return g === pattern.length;
}
