import type { Chart, Line, Tint } from "../../src/core/views/figure";
import { place, type Box } from "./geometry";

/** The shape of the marks of a hue: a second sign, for eyes that do not tell the hues apart. */
export interface Mark {
  readonly shape: "circle" | "rect" | "rectRot" | "triangle" | "star";
  readonly hollow: boolean;
}

const shapes = ["circle", "rect", "rectRot", "triangle", "star"] as const;

/** The first two hues have round marks, full and hollow; further ones a shape of their own. */
export function markOf({ hue = 0 }: Tint): Mark {
  const at = ((hue % 10) + 10) % 10;
  return { shape: shapes[Math.floor(at / 2)] ?? "circle", hollow: at % 2 === 1 };
}

/** Marks stand at least this far apart, CSS pixels, so that those of a dense line are no line of their own. */
const apart = 16;
const radius = 2.75;

/** The radius of the mark at each point of a line, 0 for none: every point where there is room, its last one in any case. */
export function radii(line: Line, { x, y }: Pick<Chart, "x" | "y">, area: Box): number[] | number {
  if (!line.marks || line.role === "raw") return 0;
  const out = new Array<number>(line.x.length).fill(0);
  let before = { x: Infinity, y: Infinity };
  for (let i = line.x.length - 1; i >= 0; i--) {
    const spot = place(x, y, area, line.x[i] ?? NaN, line.y[i] ?? NaN);
    if (!Number.isFinite(spot.x + spot.y)) continue;
    if (Math.hypot(before.x - spot.x, before.y - spot.y) < apart) continue;
    out[i] = radius;
    before = spot;
  }
  return out;
}
