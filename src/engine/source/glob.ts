import { matchesWildcard } from "../../core/runs/words/wildcard";

/** Whether a path matches a glob of `*` (within a piece), `?`, and `**` (any number of pieces). No other character is special. */
export function matchesGlob(glob: string, path: string): boolean {
  return pieces(glob.split("/"), 0, path.split("/"), 0);
}

function pieces(glob: readonly string[], g: number, path: readonly string[], p: number): boolean {
  const wanted = glob[g];
  if (wanted === undefined) return p === path.length;
  if (wanted === "**") {
    for (let k = p; k <= path.length; k++) if (pieces(glob, g + 1, path, k)) return true;
    return false;
  }
  const piece = path[p];
  return piece !== undefined && matchesWildcard(wanted, piece) && pieces(glob, g + 1, path, p + 1);
}
