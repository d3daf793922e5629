import { goldenSection } from "../stats/goldenSection";
import type { Fitted } from "../fit/result";
import { flopsFor, servingFlops, sixND, tokensFor, type Cost } from "./cost";

/** The coefficients of a Chinchilla surface. */
export interface Surface {
  readonly E: number;
  readonly A: number;
  readonly B: number;
  readonly alpha: number;
  readonly beta: number;
}

/** The surface of a Chinchilla fit, or of one with tied exponents, which is a case of it; undefined for another law. */
export function surfaceOf({ law, coefficients }: Pick<Fitted, "law" | "coefficients">): Surface | undefined {
  const value = (id: string): number => coefficients.find((c) => c.id === id)?.value ?? NaN;
  if (law === "gadre") {
    const b = value("b");
    return { E: value("E"), A: value("alpha"), B: value("beta") * 6 ** (-b / 2), alpha: b, beta: b };
  }
  if (law !== "chinchilla") return undefined;
  return { E: value("E"), A: value("A"), B: value("B"), alpha: value("alpha"), beta: value("beta") };
}

export function surfaceLoss({ E, A, B, alpha, beta }: Surface, N: number, D: number): number {
  return E + A * N ** -alpha + B * D ** -beta;
}

/**
 * How N* and D* grow with C = k·N^u·D: N* ∝ C^a, D* ∝ C^b, a = β/(α + u·β), b = α/(α + u·β); u is 1 where C = 6·N·D. Hoffmann et al. 2022,
 * eq. 4.
 */
export function exponents(
  { alpha, beta }: Pick<Surface, "alpha" | "beta">,
  { u }: Cost = sixND,
): {
  readonly a: number;
  readonly b: number;
} {
  return { a: beta / (alpha + u * beta), b: alpha / (alpha + u * beta) };
}

export interface Allocation {
  readonly N: number;
  readonly D: number;
  readonly C: number;
  readonly loss: number;
}

/**
 * The loss-optimal N and D of a budget in FLOPs, C = k·N^u·D (6·N·D unless said otherwise): where α·A·N^−α = u·β·B·D^−β. With u = 1,
 * N* = G·(C/k)^a, D* = (C/k)^b / G, G = (αA/βB)^(1/(α+β)). Hoffmann et al. 2022, eq. 4.
 */
export function allocate(surface: Surface, C: number, cost: Cost = sixND): Allocation {
  const { A, B, alpha, beta } = surface;
  const { a } = exponents(surface, cost);
  const G = ((alpha * A) / (cost.u * beta * B)) ** (1 / (alpha + cost.u * beta));
  const N = G * (C / cost.k) ** a;
  const D = tokensFor(cost, N, C);
  return { N, D, C, loss: surfaceLoss(surface, N, D) };
}

/** The budget whose optimal model has N parameters, with its allocation. */
export function allocateForParams(surface: Surface, N: number, cost: Cost = sixND): Allocation {
  const { a } = exponents(surface, cost);
  const unit = allocate(surface, cost.k, cost).N;
  return allocate(surface, cost.k * (N / unit) ** (1 / a), cost);
}

/** The budget whose optimal training sees D tokens, with its allocation. */
export function allocateForTokens(surface: Surface, D: number, cost: Cost = sixND): Allocation {
  const { b } = exponents(surface, cost);
  const unit = allocate(surface, cost.k, cost).D;
  return allocate(surface, cost.k * (D / unit) ** (1 / b), cost);
}

/** The smallest budget that reaches a loss; undefined at or below the floor. */
export function allocateForLoss(surface: Surface, loss: number, cost: Cost = sixND): Allocation | undefined {
  if (!(loss > surface.E) || !Number.isFinite(loss)) return undefined;
  const C = bisect((logC) => allocate(surface, Math.exp(logC), cost).loss - loss, -50, 400);
  return C === undefined ? undefined : allocate(surface, Math.exp(C), cost);
}

export interface InferenceAllocation extends Allocation {
  /** Training and serving FLOPs together. */
  readonly total: number;
}

/**
 * The cheapest way to a loss when the model then serves `served` tokens: least training and serving FLOPs (6·N·D + 2·N·served, unless the
 * runs' own C says otherwise) over all (N, D) of that loss. Sardana et al. 2024, eq. 1. Undefined at or below the floor.
 */
export function allocateForServing(
  surface: Surface,
  loss: number,
  served: number,
  by: Cost = sixND,
): InferenceAllocation | undefined {
  const { E, A, B, alpha, beta } = surface;
  const free = allocateForLoss(surface, loss, by);
  if (free === undefined || !(served >= 0)) return undefined;
  const least = ((loss - E) / A) ** (-1 / alpha);
  const tokens = (N: number): number => ((loss - E - A * N ** -alpha) / B) ** (-1 / beta);
  const cost = (N: number): number => flopsFor(by, N, tokens(N)) + servingFlops(by, N) * served;
  const N = Math.exp(
    goldenSection(
      (u) => cost(Math.exp(u)),
      Math.log(least) + 1e-9,
      Math.log(free.N) + 1,
      (low, high) => !(high - low > 1e-13 * Math.abs(high)),
    ),
  );
  const D = tokens(N);
  return { N, D, C: flopsFor(by, N, D), loss, total: cost(N) };
}

/** By how much the loss of this N at this D lies above the optimum of the same FLOPs, as a share of that optimum. */
export function overtrainingCost(surface: Surface, N: number, D: number, cost: Cost = sixND): number {
  return surfaceLoss(surface, N, D) / allocate(surface, flopsFor(cost, N, D), cost).loss - 1;
}

/** A zero of a falling function between two ends, undefined when it has none there. */
function bisect(f: (x: number) => number, low: number, high: number): number | undefined {
  if (!(f(low) > 0) || !(f(high) < 0)) return undefined;
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (f(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
