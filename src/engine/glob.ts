/** Whether a path matches a glob of `*` (within a piece), `?`, and `**` (any number of pieces). No other sign is special. */
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
  return piece !== undefined && matchesPiece(wanted, piece) && pieces(glob, g + 1, path, p + 1);
}

/** `*` and `?` in one piece: the last star is stretched when what follows it fails, so the work is bounded by the lengths. */
function matchesPiece(glob: string, text: string): boolean {
  let g = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    if (g < glob.length && (glob[g] === "?" || (glob[g] === text[t] && glob[g] !== "*"))) {
      g++;
      t++;
    } else if (glob[g] === "*") {
      star = g++;
      mark = t;
    } else if (star >= 0) {
      g = star + 1;
      t = ++mark;
    } else return false;
  }
  while (glob[g] === "*") g++;
  return g === glob.length;
}
