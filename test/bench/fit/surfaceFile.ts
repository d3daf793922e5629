import { mkdirSync, writeFileSync } from "node:fs";

/** Of L = E + A·N^−α + B·D^−β. */
export interface Coefficients {
  readonly E: number;
  readonly A: number;
  readonly B: number;
  readonly alpha: number;
  readonly beta: number;
}

export type SurfaceName = "hoffmann" | "asymmetric";

/** Hoffmann et al.'s rounded parameters. */
export const hoffmann: Coefficients = { E: 1.69, A: 406.4, B: 410.7, alpha: 0.34, beta: 0.28 };
export const asymmetric: Coefficients = { ...hoffmann, alpha: 0.465, beta: 0.155 };

const folder = "dist/surfaces";
const budgets = [1e17, 1e18, 1e19, 1e20, 1e21];
const sizes = 15;

/** Columns of equal length. */
export interface SurfacePoints {
  readonly C: readonly number[];
  readonly N: readonly number[];
  readonly D: readonly number[];
}

/** At each budget fifteen sizes, log-spaced from N*∕w to w·N*. */
export function surfacePoints(name: SurfaceName, w: number): SurfacePoints {
  const { A, B, alpha, beta } = name === "hoffmann" ? hoffmann : asymmetric;
  const scale = ((alpha * A) / (beta * B)) ** (1 / (alpha + beta));
  const rows = budgets.flatMap((C) => {
    const best = scale * (C / 6) ** (beta / (alpha + beta));
    return Array.from({ length: sizes }, (_, i) => ({ C, N: (best / w) * w ** ((2 * i) / (sizes - 1)) }));
  });
  return { C: rows.map(({ C }) => C), N: rows.map(({ N }) => N), D: rows.map(({ C, N }) => C / (6 * N)) };
}

/**
 * Writes the losses of a surface without noise at its points, and answers where: beside the built program, so that the command can be
 * typed again.
 */
export function surfaceFile(name: SurfaceName, w: number): string {
  const { E, A, B, alpha, beta } = name === "hoffmann" ? hoffmann : asymmetric;
  const { C, N, D } = surfacePoints(name, w);
  const rows = C.map((c, i) => {
    const [n = NaN, d = NaN] = [N[i], D[i]];
    return [c, n, d, E + A / n ** alpha + B / d ** beta].join(",");
  });
  const path = `${folder}/${name}-${w}.csv`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, ["C,N,D,loss", ...rows].join("\n") + "\n");
  return path;
}
