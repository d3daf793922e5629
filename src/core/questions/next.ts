import { groupPoints } from "../fit/points/rows";
import type { Fitted } from "../fit/result";
import { thetaOf } from "../fit/solve/predict";
import { lawOf } from "../laws/index";
import { flopsFor } from "../plan/cost";
import { budgetCandidates, nextExperiment, nextGrid, type Candidate, type Ranked } from "../plan/next";
import { beyond, optimalPlan, type Plan, type Prediction } from "../plan/target";
import { known } from "../print/derived";
import { count, decimals } from "../print/numbers";
import type { Section } from "../print/section";
import type { FittedGroup } from "../state/state";
import { left, right } from "./columns";
import { groupNames } from "./groupNames";
import { missing, one, positive, unexpected, type Given } from "./parameters/given";
import { parseTarget, type Target } from "./parameters/target";
import type { Question } from "./question";
import { beyondJson, beyondText, reachOf } from "./reach";
import type { FittedStudy } from "./study";

/** The sizes of a group that stand in its table; the others are in the values. */
const shown = 5;

/** Which run of a budget to train next, so that the prediction at a target becomes surest. */
export const next: Question = {
  id: "next",
  label: "What to train next",
  parameters: [
    {
      key: "target",
      label: "Target",
      value: "TARGET",
      needed: "always",
      help: "the prediction to sharpen: 1e24 (its optimum) or 70B@15T",
    },
    { key: "budget", label: "Budget", value: "FLOPS", needed: "always", help: "of the run to train next" },
    { key: "runs", label: "Runs", value: "K", help: "share the budget out over a grid of so many runs" },
  ],
  command: {
    name: "next",
    usage: "PATH… --target TARGET --budget FLOPS [--runs K] [flags of fit]",
    summary: "which run to train next to narrow the prediction at a target most",
    choices: { law: "chinchilla" },
  },
  prepare(given) {
    const [targetText, budgetText] = [one(given, "target"), one(given, "budget")];
    if (targetText === undefined || budgetText === undefined) throw missing("next", given, ["target", "budget"]);
    const target = parseTarget(given.name("target"), targetText);
    const budget = positive(given.name("budget"), budgetText, "FLOPs");
    const runs = runsOf(given);
    return (study) => [advise(study, target, { budget, runs })];
  },
};

/** Runs of the budget, the best first, or why there are none. */
type Advice = Answer | { readonly reason: string };

interface Answer {
  readonly ranked: readonly (Ranked & { readonly beyond: Prediction["beyond"] })[];
  /** Of the target. */
  readonly beyond: Prediction["beyond"];
  /** Whether the budget has runs inside of what was fitted: then only these are proposed. */
  readonly inside: boolean;
  /** A grid to train together, not runs to choose one from. */
  readonly grid: boolean;
}

interface Asked {
  readonly budget: number;
  readonly runs: number;
}

/** More runs than this are no grid to think about. */
const mostRuns = 50;

function runsOf(given: Given): number {
  const text = one(given, "runs");
  if (text === undefined) return 1;
  const runs = positive(given.name("runs"), text, "a number of runs");
  if (!Number.isInteger(runs) || runs > mostRuns)
    throw unexpected(given.name("runs"), `a whole number up to ${mostRuns}`, text);
  return runs;
}

function advise(study: FittedStudy, target: Target, asked: Asked): Section {
  const { groups } = study.fits;
  const names = groupNames(groups);
  const found = groups.map((group) => adviceFor(study, group, target, asked));
  return {
    id: "next",
    title: `Train next (95 % interval of the loss at ${target.text})`,
    columns: [
      ...names.columns,
      ...right("N", "D", "interval now", asked.runs > 1 ? "with those so far" : "with this run"),
      ...left("beyond the fit", ""),
    ],
    rows: groups.flatMap((group, i) => rowsOf(found[i]).map((cells) => [...names.cells(group), ...cells])),
    lines: groups.flatMap((group, i) => linesOf(found[i], groups.length > 1 ? `${names.label(group)}: ` : "")),
    values: found.map((advice) => ("reason" in advice ? { status: "no-answer", ...advice } : asJson(advice))),
    answered: found.some((advice) => !("reason" in advice)),
  };
}

function adviceFor(study: FittedStudy, group: FittedGroup, { at }: Target, { budget, runs }: Asked): Advice {
  const { fit, protocol } = group.result;
  if (fit.status !== "fitted") return fit;
  const law = lawOf(fit.law);
  const inputs = [...(law?.inputs ?? [])].sort().join();
  if (law === undefined || inputs !== "D,N") return { reason: "Only a law in N and D says which run to train next." };
  const { cost, largestC } = reachOf(study, group);
  const each = budget / runs;
  const [goal, centre] = [placeOf(at, (C) => optimalPlan(fit, "C", C, cost)), optimalPlan(fit, "C", each, cost)];
  if (goal === undefined || centre === undefined)
    return { reason: "The target is a budget in FLOPs with an optimum under this law, or a size at a token count." };
  const { points } = groupPoints(study.curves(group), protocol);
  const away = ({ N, D }: Candidate): Prediction["beyond"] => beyond(fit, { N, D, C: flopsFor(cost, N, D) }, largestC);
  const every = budgetCandidates(each, centre.N.value, cost);
  const known = every.filter((one) => away(one).length === 0);
  // Beyond what was fitted no further than the target is, where the budget allows it.
  const near = every.filter((one) =>
    (["N", "D"] as const).every((key) => one[key] <= Math.max(goal[key], top(fit, key))),
  );
  const candidates = known.length > 0 ? known : near.length > 0 ? near : every;
  const theta = thetaOf(law, fit);
  const ranked =
    runs > 1
      ? nextGrid(law, theta, points, fit.spread, goal, candidates, runs)
      : nextExperiment(law, theta, points, fit.spread, goal, candidates);
  if (ranked === undefined || ranked.length === 0)
    return { reason: "The runs so far do not hold the coefficients of this law." };
  return {
    ranked: ranked.map((one) => ({ ...one, beyond: away(one) })),
    beyond: away(goal),
    inside: known.length > 0,
    grid: runs > 1,
  };
}

/** The largest value of an input that was fitted. */
const top = ({ ranges }: Fitted, input: string): number => ranges.find(({ id }) => id === input)?.high ?? Infinity;

/** The N and D of a target: as given, or the optimum of its FLOPs. */
function placeOf(
  { N, D, C }: Target["at"],
  optimum: (C: number) => Plan | undefined,
): { readonly N: number; readonly D: number } | undefined {
  if (N !== undefined && D !== undefined) return { N, D };
  const plan = C === undefined || N !== undefined || D !== undefined ? undefined : optimum(C);
  return plan && { N: plan.N.value, D: plan.D.value };
}

const half = (logWidth: number): string => `± ${decimals(100 * logWidth, 3)} %`;

function rowsOf(advice: Advice | undefined): string[][] {
  if (advice === undefined) return [];
  if ("reason" in advice) return [["", "", "", "", "", advice.reason]];
  return advice.ranked
    .slice(0, advice.grid ? mostRuns : shown)
    .map((one) => [count(one.N), count(one.D), half(one.before), half(one.after), beyondText(one.beyond), ""]);
}

/** How far the answer reaches beyond the runs. */
function linesOf(advice: Advice | undefined, lead: string): string[] {
  if (advice === undefined || "reason" in advice) return [];
  const { beyond: away, inside } = advice;
  const lines = [
    ...(away.length === 0
      ? []
      : [`The target lies beyond what was fitted, ${beyondText(away)}: the intervals hold if the law does.`]),
    inside
      ? "Only sizes inside of what was fitted are proposed."
      : "No run of this budget lies inside of what was fitted: each of these extrapolates.",
  ];
  return lines.map((line) => lead + line);
}

function asJson({ ranked, beyond: away, inside, grid }: Answer): Record<string, unknown> {
  const runs = ranked.map((one) => ({
    N: one.N,
    D: one.D,
    before: known(one.before),
    after: known(one.after),
    beyond: beyondJson(one.beyond),
  }));
  return { status: "answered", grid, inside, beyond: beyondJson(away), runs };
}
