import { linear } from "../stats/linear";

/** What a token costs a model of N parameters to train: k·N^u FLOPs, so that C = k·N^u·D. */
export interface Cost {
  readonly k: number;
  readonly u: number;
  /** Standard deviation of ln C about it, over the runs it was told from; absent for 6·N·D. */
  readonly spread?: number;
}

/** 6 FLOPs a parameter and token. Kaplan et al. 2020, §2.1. */
export const sixND: Cost = { k: 6, u: 1 };

/** Runs whose C is 6·N·D to within this share count so. */
const same = 1e-3;

/**
 * The cost that the runs' own C says: 6·N·D where that is what it is, else the line of ln(C/D) on ln N through the rows (what a token costs
 * depends on the model alone). With fewer than two sizes only k is told.
 */
export function costOf(C: Float64Array, N: Float64Array, D: Float64Array): Cost {
  const rows = [...C.keys()].filter((i) => (C[i] ?? NaN) > 0 && (N[i] ?? NaN) > 0 && (D[i] ?? NaN) > 0);
  const perToken = Float64Array.from(rows, (i) => Math.log((C[i] ?? NaN) / (D[i] ?? NaN)));
  const logN = Float64Array.from(rows, (i) => Math.log(N[i] ?? NaN));
  const off = (k: number, u: number): Float64Array => perToken.map((v, i) => v - Math.log(k) - u * (logN[i] ?? NaN));
  if (rows.length === 0 || off(6, 1).every((v) => Math.abs(v) < same)) return sixND;
  const line = linear(logN, perToken);
  const u = line?.slope ?? 1;
  const rest = off(1, u);
  const k = Math.exp(rest.reduce((sum, v) => sum + v, 0) / rest.length);
  const spread = Math.sqrt(off(k, u).reduce((sum, v) => sum + v * v, 0) / rest.length);
  return { k, u, spread };
}

/** FLOPs of D tokens through N parameters. */
export function flopsFor({ k, u }: Cost, N: number, D: number): number {
  return k * N ** u * D;
}

/** Tokens that C FLOPs buy N parameters. */
export function tokensFor({ k, u }: Cost, N: number, C: number): number {
  return C / (k * N ** u);
}

/** FLOPs of a token at inference: a third of training's, 2·N where that is 6·N. Sardana et al. 2024, §3. */
export function servingFlops({ k, u }: Cost, N: number): number {
  return (k / 3) * N ** u;
}

export function isSixND({ k, u }: Cost): boolean {
  return k === 6 && u === 1;
}
