import { lawOf } from "../laws/index";
import {
  allocate,
  allocateForLoss,
  allocateForParams,
  allocateForServing,
  allocateForTokens,
  overtrainingCost,
  surfaceOf,
  type Allocation,
  type InferenceAllocation,
} from "./allocate";
import { flopsFor, servingFlops, sixND, tokensFor, type Cost } from "./cost";
import { derive, predictInterval, withTheta, type Derived } from "../fit/intervals/derived";
import { optimumAt } from "./optimal";
import { axes, type XAxis } from "../fit/protocol/protocol";
import type { Fitted, Warning } from "../fit/result";

/** What a budget is given as. */
export type Budget = "C" | "N" | "D" | "loss";

/** What the runs say of C beside the fit: what it is of N and D, and the largest that was trained (absent: unknown). */
export interface Reach {
  readonly cost: Cost;
  readonly largestC?: number;
}

const unknownReach: Reach = { cost: sixND };

/** A compute-optimal plan with intervals. */
export interface Plan {
  readonly N: Derived;
  readonly D: Derived;
  readonly C: Derived;
  readonly loss: Derived;
}

/**
 * The compute-optimal N, D, C and loss of a budget in FLOPs, of a model size, of a token count or of a loss to reach, with intervals
 * over the fit's resamples. Hoffmann et al. 2022, eq. 4. Undefined where the law has none: a budget other than C needs a
 * Chinchilla surface (exponents tied or not), C any law in N and D; a loss lies above the floor.
 */
export function optimalPlan(fit: Fitted, by: Budget, value: number, cost: Cost = sixND): Plan | undefined {
  const found = planAt(fit, by, value, cost);
  if (found === undefined || !(found.loss > 0)) return undefined;
  const part = (key: keyof Allocation): Derived =>
    derive(fit, (theta) => planAt(withTheta(fit, theta), by, value, cost)?.[key] ?? NaN, "log");
  const { shape } = fit.outlook ?? {};
  // Beyond the runs a chosen law's loss is less certain than its coefficients say.
  const loss = shape?.kind === "surface" ? predictInterval(fit, { x: shape.flops * found.N * found.D }) : part("loss");
  return { N: part("N"), D: part("D"), C: part("C"), loss, [by]: { value } };
}

function planAt(
  fit: Pick<Fitted, "law" | "coefficients">,
  by: Budget,
  value: number,
  cost: Cost,
): Allocation | undefined {
  const surface = surfaceOf(fit);
  if (surface === undefined) {
    const found = by === "C" ? optimumAt(fit, value, cost) : undefined;
    return found && { ...found, C: value };
  }
  switch (by) {
    case "C":
      return allocate(surface, value, cost);
    case "N":
      return allocateForParams(surface, value, cost);
    case "D":
      return allocateForTokens(surface, value, cost);
    case "loss":
      return allocateForLoss(surface, value, cost);
  }
}

/** A plan for a model that then serves tokens, beside what the compute-optimal one would cost in all. */
export interface ServingPlan extends Plan {
  /** Training and serving FLOPs, 6·N·D + 2·N·served where C is 6·N·D: of this plan, and of the compute-optimal one of the same loss. */
  readonly total: Derived;
  readonly optimalTotal: Derived;
}

/**
 * The cheapest way, training and serving `served` tokens, to the loss that `optimalPlan` of the same budget reaches. Sardana et al.
 * 2024, eq. 1. For Chinchilla surfaces; undefined where there is none.
 */
export function servingPlan(
  fit: Fitted,
  by: Budget,
  value: number,
  served: number,
  cost: Cost = sixND,
): ServingPlan | undefined {
  const at = (one: Pick<Fitted, "law" | "coefficients">): ServingAllocation | undefined => {
    const surface = surfaceOf(one);
    const free = planAt(one, by, value, cost);
    const found = surface && free && allocateForServing(surface, free.loss, served, cost);
    return found && { ...found, optimalTotal: free.C + servingFlops(cost, free.N) * served };
  };
  if (at(fit) === undefined) return undefined;
  const part = (key: keyof ServingAllocation): Derived =>
    derive(fit, (theta) => at(withTheta(fit, theta))?.[key] ?? NaN, "log");
  const [N, D, C, loss] = [part("N"), part("D"), part("C"), part("loss")];
  return { N, D, C, loss, total: part("total"), optimalTotal: part("optimalTotal") };
}

interface ServingAllocation extends InferenceAllocation {
  readonly optimalTotal: number;
}

/** By how much this N at this D has a higher loss than the optimum of the same FLOPs, as a share. For Chinchilla surfaces. */
export function overtraining(fit: Fitted, N: number, D: number, cost: Cost = sixND): Derived | undefined {
  if (surfaceOf(fit) === undefined) return undefined;
  return derive(fit, (theta) => {
    const surface = surfaceOf(withTheta(fit, theta));
    return surface === undefined ? NaN : overtrainingCost(surface, N, D, cost);
  });
}

/** What a law says at a target. */
export interface Prediction {
  /** Values of the inputs, given, computed (C of N and D) or, where `optimal`, the best for what was given. */
  readonly at: Readonly<Record<string, Derived>>;
  readonly loss: Derived;
  /** Whether N and D were chosen by the law. */
  readonly optimal: boolean;
  /** Inputs of the law that lie beyond what it was fitted to, and by what factor. */
  readonly beyond: readonly { readonly symbol: string; readonly factor: number }[];
  /** What to beware of: `extrapolation`. */
  readonly warnings: readonly Warning[];
}

/** The loss at a target with its interval, or why the law has none there. `x` is what the law's single input is. */
export function predictTarget(
  fit: Fitted,
  x: XAxis,
  target: Readonly<Record<string, number>>,
  reach: Reach = unknownReach,
): Prediction | { readonly reason: string } {
  const inputs = lawOf(fit.law)?.inputs ?? [];
  const known = complete(target, reach.cost);
  const value = (name: string): number | undefined => known[name] ?? (name === "x" ? known[axes[x].symbol] : undefined);
  const missing = inputs.filter((name) => value(name) === undefined);
  if (missing.length === 0) {
    const at = Object.fromEntries(inputs.map((name) => [name, value(name) ?? NaN]));
    const loss = predictInterval(fit, at);
    if (!Number.isFinite(loss.value)) return { reason: "The law has no value there." };
    const shown = Object.fromEntries(Object.entries(known).map(([name, v]) => [name, { value: v }]));
    return { at: shown, loss, optimal: false, ...extrapolation(fit, { ...known, ...at }, reach.largestC) };
  }
  const names = missing.map((name) => (name === "x" ? axes[x].symbol : name)).join(" and ");
  const needs = { reason: `This law reads ${names}, which the target does not say.` };
  const given = (["C", "N", "D"] as const).filter((name) => target[name] !== undefined);
  const [by] = given;
  if (by === undefined || given.length > 1 || missing.some((name) => name !== "N" && name !== "D")) return needs;
  const plan = optimalPlan(fit, by, target[by] ?? NaN, reach.cost);
  if (plan === undefined) return needs;
  const { loss, ...at } = plan;
  const place = { N: at.N.value, D: at.D.value, C: at.C.value };
  return { at, loss, optimal: true, ...extrapolation(fit, place, reach.largestC) };
}

/** The third of N, D and C where two are given. */
function complete(target: Readonly<Record<string, number>>, cost: Cost): Readonly<Record<string, number>> {
  const { N, D, C } = target;
  if (N !== undefined && D !== undefined) return { ...target, C: C ?? flopsFor(cost, N, D) };
  if (C !== undefined && N !== undefined) return { ...target, D: tokensFor(cost, N, C) };
  if (C !== undefined && D !== undefined) return { ...target, N: (C / (cost.k * D)) ** (1 / cost.u) };
  return target;
}

function extrapolation(
  fit: Fitted,
  at: Readonly<Record<string, number>>,
  largestC?: number,
): Pick<Prediction, "beyond" | "warnings"> {
  const found = beyond(fit, at, largestC);
  if (found.length === 0) return { beyond: found, warnings: [] };
  const parts = found.map(({ symbol, factor }) => `${Number(factor.toPrecision(2))}× in ${symbol}`).join(", ");
  return { beyond: found, warnings: [{ code: "extrapolation", message: `Beyond what was fitted: ${parts}.` }] };
}

/** The inputs of a law that lie beyond what it was fitted to, and C where it lies beyond the largest run, each by its factor. */
export function beyond(
  { ranges }: Pick<Fitted, "ranges">,
  at: Readonly<Record<string, number>>,
  largestC = NaN,
): Prediction["beyond"] {
  const found = ranges.flatMap(({ id, symbol, low, high }) => {
    const value = at[id] ?? NaN;
    const factor = value > high ? value / high : value < low ? low / value : 1;
    return factor > 1 && Number.isFinite(factor) ? [{ symbol, factor }] : [];
  });
  const factor = (at["C"] ?? NaN) / largestC;
  const inC = factor > 1 + 1e-9 && Number.isFinite(factor) && !found.some(({ symbol }) => symbol === "C");
  return inC ? [...found, { symbol: "C", factor }] : found;
}
