import { groupPoints } from "../fit/points/rows";
import { thetaOf } from "../fit/solve/predict";
import { lawOf } from "../laws/index";
import { budgetCandidates, nextExperiment, type Ranked } from "../plan/next";
import { optimalPlan, type Plan } from "../plan/target";
import { known } from "../print/derived";
import { count, decimals } from "../print/numbers";
import type { Section } from "../print/section";
import type { FittedGroup } from "../state/state";
import { left, right } from "./columns";
import { groupNames } from "./groupNames";
import { missing, one, positive } from "./parameters/given";
import { parseTarget, type Target } from "./parameters/target";
import type { Question } from "./question";
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
  ],
  command: {
    name: "next",
    usage: "PATH… --target TARGET --budget FLOPS [flags of fit]",
    summary: "which run to train next to narrow the prediction at a target most",
    choices: { law: "chinchilla" },
  },
  prepare(given) {
    const [targetText, budgetText] = [one(given, "target"), one(given, "budget")];
    if (targetText === undefined || budgetText === undefined) throw missing("next", given, ["target", "budget"]);
    const target = parseTarget(given.name("target"), targetText);
    const budget = positive(given.name("budget"), budgetText, "FLOPs");
    return (study) => [advise(study, target, budget)];
  },
};

/** Runs of the budget, the best first, or why there are none. */
type Advice = { readonly ranked: readonly Ranked[] } | { readonly reason: string };

function advise(study: FittedStudy, target: Target, budget: number): Section {
  const { groups } = study.fits;
  const names = groupNames(groups);
  const found = groups.map((group) => adviceFor(study, group, target, budget));
  return {
    id: "next",
    title: `Train next (95 % interval of the loss at ${target.text})`,
    columns: [...names.columns, ...right("N", "D", "interval now", "with this run"), ...left("")],
    rows: groups.flatMap((group, i) => rowsOf(found[i]).map((cells) => [...names.cells(group), ...cells])),
    values: found.map((advice) => ("reason" in advice ? { status: "no-answer", ...advice } : asJson(advice.ranked))),
    answered: found.some((advice) => !("reason" in advice)),
  };
}

function adviceFor(study: FittedStudy, group: FittedGroup, { at }: Target, budget: number): Advice {
  const { fit, protocol } = group.result;
  if (fit.status !== "fitted") return fit;
  const law = lawOf(fit.law);
  const inputs = [...(law?.inputs ?? [])].sort().join();
  if (law === undefined || inputs !== "D,N") return { reason: "Only a law in N and D says which run to train next." };
  const [goal, centre] = [placeOf(at, (C) => optimalPlan(fit, "C", C)), optimalPlan(fit, "C", budget)];
  if (goal === undefined || centre === undefined)
    return { reason: "The target is a budget in FLOPs with an optimum under this law, or a size at a token count." };
  const { points } = groupPoints(study.curves(group), protocol);
  const candidates = budgetCandidates(budget, centre.N.value);
  const ranked = nextExperiment(law, thetaOf(law, fit), points, fit.spread, goal, candidates);
  return ranked === undefined || ranked.length === 0
    ? { reason: "The runs so far do not hold the coefficients of this law." }
    : { ranked };
}

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
  if ("reason" in advice) return [["", "", "", "", advice.reason]];
  return advice.ranked
    .slice(0, shown)
    .map(({ N, D, before, after }) => [count(N), count(D), half(before), half(after), ""]);
}

function asJson(ranked: readonly Ranked[]): Record<string, unknown> {
  const runs = ranked.map(({ N, D, before, after }) => ({ N, D, before: known(before), after: known(after) }));
  return { status: "answered", runs };
}
