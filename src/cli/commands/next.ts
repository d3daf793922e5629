import { budgetCandidates, nextExperiment, type Ranked } from "../../core/plan/next";
import { thetaOf } from "../../core/fit/solve/predict";
import { groupPoints } from "../../core/fit/points/rows";
import { optimalPlan } from "../../core/plan/target";
import { lawOf } from "../../core/laws/index";
import { defaultChoices } from "../../core/state/choose";
import type { FittedGroup } from "../../core/state/state";
import { count, decimals } from "../../core/print/numbers";
import { answer } from "../print/print";
import { known, type Beside } from "../print/sections";
import type { Command } from "../command";
import { UsageError } from "../errors";
import { fitStudy, type FittedStudy } from "../fitStudy";
import { groupNames } from "../print/groupNames";
import { readOptions } from "../flags/options";
import { ink } from "../print/output";
import { fitFlags, readProtocol } from "../flags/protocolFlags";
import { table } from "../print/table";
import { parseTarget, type Target } from "../flags/target";
import { quantity } from "../flags/where";

const flags = {
  target: { type: "string", value: "TARGET", help: "the prediction to sharpen: 1e24 (its optimum) or 70B@15T" },
  budget: { type: "string", value: "FLOPS", help: "of the run to train next" },
  ...fitFlags,
} as const;

/** Sizes listed for people. */
const shown = 5;

type Advice = { readonly ranked: readonly Ranked[] } | { readonly reason: string };

export const next: Command = {
  id: "next",
  usage: "PATH… --target TARGET --budget FLOPS [flags of fit]",
  summary: "which run to train next to narrow the prediction at a target most",
  flags,
  async run(args) {
    const { values, positionals } = readOptions(args, flags);
    if (values.target === undefined || values.budget === undefined)
      throw new UsageError("next needs --target and --budget");
    const target = parseTarget("target", values.target);
    const budget = quantity(values.budget);
    if (!(budget > 0) || !Number.isFinite(budget))
      throw new UsageError(`--budget takes FLOPs; it was "${values.budget}"`);
    const standard = { ...defaultChoices.fit, law: "chinchilla" };
    const study = await fitStudy(positionals, values, readProtocol(values, standard));
    return answer(study, [advised(study, target, budget)], values.json === true);
  },
};

function advised(study: FittedStudy, target: Target, budget: number): Beside {
  const { groups } = study.fits;
  const names = groupNames(groups);
  const found = groups.map((group) => adviceFor(study, group, target, budget));
  const rows = groups.flatMap((group, i) => lines(found[i]).map((cells) => [...names.cells(group), ...cells]));
  const heads = ["N", "D", "interval now", "with this run", ""];
  return {
    key: "next",
    title: `Train next (95 % interval of the loss at ${target.text})`,
    lines: table([...names.heads, ...heads.map((head) => ({ head, right: head !== "" }))], rows, ink).split("\n"),
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
  optimum: (C: number) => ReturnType<typeof optimalPlan>,
): { readonly N: number; readonly D: number } | undefined {
  if (N !== undefined && D !== undefined) return { N, D };
  const plan = C === undefined || N !== undefined || D !== undefined ? undefined : optimum(C);
  return plan && { N: plan.N.value, D: plan.D.value };
}

const half = (logWidth: number): string => `± ${decimals(100 * logWidth, 3)} %`;

function lines(advice: Advice | undefined): string[][] {
  if (advice === undefined) return [];
  if ("reason" in advice) return [["", "", "", "", advice.reason]];
  return advice.ranked
    .slice(0, shown)
    .map((one) => [count(one.N), count(one.D), half(one.before), half(one.after), ""]);
}

function asJson(ranked: readonly Ranked[]): Record<string, unknown> {
  const runs = ranked.map(({ N, D, before, after }) => ({ N, D, before: known(before), after: known(after) }));
  return { status: "answered", runs };
}
