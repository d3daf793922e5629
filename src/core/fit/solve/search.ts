import { nnls } from "../../stats/nnls";
import { random } from "../../stats/random";
import type { FitProblem } from "./problem";

/** A place to start from, and the squared residuals that its linear parameters leave. */
export interface Start {
  readonly theta: Float64Array;
  readonly score: number;
}

/** Most places that are looked at; a larger grid is sampled. */
const mostPlaces = 900;

/**
 * Variable projection: at each place of the grid of the other parameters the linear ones are solved (non-negative where their
 * lower bound is 0), on squares of L̂ − L, relative ones where the objective is on logarithms. Returns the `count` best places,
 * none a grid neighbour of a better one, best first. Golub and Pereyra 1973.
 */
export function search(problem: FitProblem, count: number, seed: number): Start[] {
  const { params, linear } = problem.law;
  const searched = [...params.keys()].filter((k) => !linear.includes(params[k]?.id ?? ""));
  const axes = searched.map((k) => params[k]?.grid ?? [1]);
  const solve = projector(problem);
  const found: (Start & { readonly place: readonly number[] })[] = [];
  for (const place of places(axes, seed)) {
    const theta = new Float64Array(params.length);
    searched.forEach((k, axis) => (theta[k] = axes[axis]?.[place[axis] ?? 0] ?? NaN));
    const score = solve(theta);
    if (Number.isFinite(score)) found.push({ theta, score, place });
  }
  found.sort((s, t) => s.score - t.score);
  const kept: typeof found = [];
  for (const candidate of found) {
    if (kept.length >= count) break;
    if (!kept.some((better) => neighbours(better.place, candidate.place))) kept.push(candidate);
  }
  return kept;
}

const neighbours = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((v, k) => Math.abs(v - (b[k] ?? NaN)) <= 1);

/** Every index tuple of the grid, or a seeded sample where there are too many. */
function* places(axes: readonly (readonly number[])[], seed: number): Generator<readonly number[]> {
  const size = axes.reduce((product, axis) => product * axis.length, 1);
  const uniform = random(seed);
  const most = Math.min(size, mostPlaces);
  for (let k = 0; k < most; k++) {
    let rest = size <= mostPlaces ? k : Math.floor(uniform() * size);
    yield axes.map((axis) => {
      const index = rest % axis.length;
      rest = Math.floor(rest / axis.length);
      return index;
    });
  }
}

/** Solves the linear parameters of a theta in place; the squares that are left, NaN where that cannot be done. */
function projector({ law, bound, n, loss, objective, weight }: FitProblem): (theta: Float64Array) => number {
  const columns = law.linear.map((id) => law.params.findIndex((param) => param.id === id));
  const nonNegative = columns.map((k) => (law.params[k]?.lower ?? -Infinity) >= 0);
  const p = law.params.length;
  const q = columns.length;
  const predicted = new Float64Array(n);
  const left = new Float64Array(n);
  const jacobian = new Float64Array(n * p);
  const G = new Float64Array(q * q);
  const h = new Float64Array(q);
  const share = loss.map((l, i) => (weight?.[i] ?? 1) / (objective.space === "log" ? l * l : 1));

  const squares = (): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (share[i] ?? NaN) * ((predicted[i] ?? NaN) - (loss[i] ?? NaN)) ** 2;
    return sum;
  };

  return (theta) => {
    if (law.remainder === true) {
      for (const k of columns) theta[k] = 0;
      bound.evaluate(theta, left);
    }
    for (const k of columns) theta[k] = 1;
    bound.evaluate(theta, predicted, jacobian);
    if (q === 0) return squares();
    let whole = 0;
    for (let i = 0; i < n; i++) whole += (share[i] ?? NaN) * ((loss[i] ?? NaN) - (left[i] ?? NaN)) ** 2;
    for (let a = 0; a < q; a++) {
      const A = (columns[a] ?? 0) * n;
      let dot = 0;
      for (let i = 0; i < n; i++)
        dot += (share[i] ?? NaN) * (jacobian[A + i] ?? NaN) * ((loss[i] ?? NaN) - (left[i] ?? NaN));
      h[a] = dot;
      for (let b = 0; b <= a; b++) {
        const B = (columns[b] ?? 0) * n;
        let sum = 0;
        for (let i = 0; i < n; i++) sum += (share[i] ?? NaN) * (jacobian[A + i] ?? NaN) * (jacobian[B + i] ?? NaN);
        G[a * q + b] = sum;
        G[b * q + a] = sum;
      }
    }
    const solved = nnls(G, h, nonNegative);
    if (solved === undefined) return NaN;
    columns.forEach((k, a) => (theta[k] = Math.max(solved[a] ?? NaN, law.params[k]?.lower ?? 0)));
    // At the optimum of the normal equations xᵀGx = hᵀx, so that nothing has to be evaluated again.
    return Math.max(
      0,
      solved.reduce((sum, v, a) => sum - v * (h[a] ?? NaN), whole),
    );
  };
}
