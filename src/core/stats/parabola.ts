import { choleskySolve } from "./cholesky";

/** y = value + curvature·(x − vertex)². */
export interface Parabola {
  readonly vertex: number;
  readonly value: number;
  readonly curvature: number;
}

/**
 * Least-squares parabola through points, undefined for fewer than three different x or when it does not open upward (it has no
 * minimum then). Rows that are not finite are left out.
 */
export function parabola(x: Float64Array, y: Float64Array): Parabola | undefined {
  const rows = Int32Array.from(x.keys()).filter((i) => Number.isFinite(x[i]) && Number.isFinite(y[i]));
  const n = rows.length;
  if (new Set(Array.from(rows, (i) => x[i])).size < 3) return undefined;
  const mean = (column: Float64Array): number => rows.reduce((sum, i) => sum + (column[i] ?? NaN), 0) / n;
  const [cx, cy] = [mean(x), mean(y)];
  const half = Math.max(...Array.from(rows, (i) => Math.abs((x[i] ?? NaN) - cx)));
  const G = new Float64Array(9);
  const h = new Float64Array(3);
  for (const i of rows) {
    const u = ((x[i] ?? NaN) - cx) / half;
    const basis = [1, u, u * u];
    basis.forEach((f, j) => {
      h[j] = (h[j] ?? 0) + f * ((y[i] ?? NaN) - cy);
      basis.forEach((g, k) => (G[3 * j + k] = (G[3 * j + k] ?? 0) + f * g));
    });
  }
  if (!choleskySolve(G, h, 3)) return undefined;
  const [c0 = NaN, c1 = NaN, c2 = NaN] = h;
  if (!(c2 > 0)) return undefined;
  const u = -c1 / (2 * c2);
  return { vertex: cx + half * u, value: cy + c0 + (c1 * u) / 2, curvature: c2 / (half * half) };
}
