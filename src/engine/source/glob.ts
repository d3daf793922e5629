import { matchesWildcard } from "../../core/runs/words/wildcard";

/**
 * Whether a path matches a glob of `*` (within a piece), `?`, and `**` (any number of pieces). No other character is special. Only the
 * last `**` backtracks, so the work is bounded by the product of the lengths; a library would compile the glob to a regular
 * expression, whose work is not.
 */
export function matchesGlob(glob: string, path: string): boolean {
  const wanted = glob.split("/");
  const pieces = path.split("/");
  let g = 0;
  let p = 0;
  let star = -1;
  let mark = 0;
  while (p < pieces.length) {
    const piece = wanted[g];
    if (piece === "**") {
      star = g++;
      mark = p;
    } else if (piece !== undefined && matchesWildcard(piece, pieces[p] ?? "")) {
      g++;
      p++;
    } else if (star >= 0) {
      g = star + 1;
      p = ++mark;
    } else return false;
  }
  while (wanted[g] === "**") g++;
  return g === wanted.length;
}
