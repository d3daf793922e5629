import type { Derived } from "../fit/intervals/derived";
import type { Fit, Fitted } from "../fit/result";
import { flopsFor } from "../plan/cost";
import { sizesWithin, type SizesWithin } from "../plan/optimal";
import {
  beyond,
  optimalPlan,
  overtraining,
  servingPlan,
  type Budget,
  type Plan,
  type Prediction,
  type Reach,
  type ServingPlan,
} from "../plan/target";
import { derivedJson, derivedText, known } from "../print/derived";
import { count, percent, significant } from "../print/numbers";
import type { Section } from "../print/section";
import { quantityText } from "../print/typed";
import { typedNumber } from "../choices/typed";
import { left } from "./columns";
import { groupNames } from "./groupNames";
import { all, missing, one, positive, unexpected, type Given } from "./parameters/given";
import { parseTarget } from "./parameters/target";
import type { Parameter, Question } from "./question";
import { beyondJson, beyondText, costText, reachOf } from "./reach";
import type { FittedStudy } from "./study";

/** What a plan can be asked for: the parameter, and the budget that it is. */
const budgets = [
  { key: "budget", by: "C", label: "Budget", value: "FLOPS", help: "the best N and D of so many FLOPs: 1e24" },
  { key: "params", by: "N", label: "Size", value: "N", help: "the tokens for a model of that size: 70B" },
  { key: "tokens", by: "D", label: "Tokens", value: "D", help: "the size for so many tokens: 15T" },
  { key: "loss", by: "loss", label: "Loss", value: "LOSS", help: "the least compute that reaches it" },
] as const satisfies readonly (Parameter & { readonly by: Budget })[];

/** The compute-optimal size and tokens, serving counted in where asked, and what a given model costs over the optimum. */
export const allocations: Question = {
  id: "allocations",
  label: "Best size and tokens",
  parameters: [
    ...budgets.map(({ key, label, value, help }): Parameter => {
      return { key, label, value, help, many: true, needed: "one" };
    }),
    {
      key: "served",
      label: "Tokens served",
      value: "TOKENS",
      help: "count serving so many tokens in: the cheapest of the same loss",
    },
    {
      key: "at",
      label: "Model",
      value: "N@D",
      many: true,
      needed: "one",
      help: "what this size at these tokens costs over the optimum: 8B@15T",
    },
    {
      key: "within",
      label: "Loss given away",
      value: "SHARE",
      help: "the sizes that cost at most so much of the loss at the same C (default .1%)",
    },
  ],
  command: {
    name: "allocate",
    usage:
      "PATH… --budget FLOPS | --params N | --tokens D | --loss LOSS [--served TOKENS] | --at N@D [--within SHARE] [flags of fit]",
    summary: "the compute-optimal size and tokens under the fitted law, serving counted in where asked",
    choices: { law: "chinchilla" },
  },
  prepare(given) {
    const wanted = wantedOf(given);
    if (wanted.length === 0) throw missing("allocate", given, [...budgets.map(({ key }) => key), "at"], "or");
    const within = shareOf(given);
    return (study) => [allocate(study, wanted, within)];
  },
};

/** One thing to plan: a budget of some kind, or a model whose over-training is asked for. */
type Wanted =
  | { readonly kind: "plan"; readonly by: Budget; readonly value: number; readonly served: number | undefined }
  | { readonly kind: "at"; readonly text: string; readonly N: number; readonly D: number };

/** How far an answer lies beyond the runs. */
interface Beyond {
  readonly beyond: Prediction["beyond"];
}

type Answer =
  | (Beyond & { readonly kind: "plan"; readonly plan: Plan; readonly sizes: SizesWithin })
  | (Beyond & { readonly kind: "serving"; readonly plan: ServingPlan; readonly served: number })
  | (Beyond & { readonly kind: "at"; readonly cost: Derived })
  | { readonly kind: "none"; readonly reason: string };

function wantedOf(given: Given): Wanted[] {
  const above0 = (key: string, text: string): number => positive(given.name(key), text, "a number above 0");
  const servedText = one(given, "served");
  const served = servedText === undefined ? undefined : above0("served", servedText);
  const plans = budgets.flatMap(({ key, by }) =>
    all(given, key).map((text): Wanted => ({ kind: "plan", by, value: above0(key, text), served })),
  );
  const models = all(given, "at").map((text): Wanted => {
    const { N, D } = parseTarget(given.name("at"), text).at;
    if (N === undefined || D === undefined) throw unexpected(given.name("at"), "a size at a token count, 8B@15T", text);
    return { kind: "at", text, N, D };
  });
  return [...plans, ...models];
}

/** `.1%`, `0.1 %` or `.001`, as a share. */
function shareOf(given: Given): number {
  const text = one(given, "within") ?? ".1%";
  const bare = text.replace(/\s*%\s*$/, "");
  const share = typedNumber(bare) / (bare === text ? 1 : 100);
  if (!(share > 0 && share < 1)) throw unexpected(given.name("within"), "a share of the loss, .1%", text);
  return share;
}

function allocate(study: FittedStudy, wanted: readonly Wanted[], within: number): Section {
  const { groups } = study.fits;
  const names = groupNames(groups);
  const reaches = groups.map((group) => reachOf(study, group));
  const found = groups.map(({ result: { fit } }, i) =>
    wanted.flatMap((asked) => answersOf(fit, asked, reaches[i], within).map((answer) => ({ asked, answer }))),
  );
  const sizes = `N within ${significant(100 * within, 2)} % of the loss`;
  const heads = ["for", "plan", "N", "D", "D/N", "C", "loss", sizes, "C with serving", "over the optimum"];
  const costs = new Set(reaches.flatMap((reach) => costText(reach) ?? []));
  const far = farText(found.flat().map(({ answer }) => answer));
  return {
    id: "allocations",
    title: "Allocation",
    columns: [...names.columns, ...left(...heads, "beyond the fit", "")],
    rows: groups.flatMap((group, i) =>
      (found[i] ?? []).map(({ asked, answer }) => [...names.cells(group), wantedText(asked), ...cells(answer)]),
    ),
    lines: [...costs, ...far],
    values: found.map((list) => list.map(({ asked, answer }) => ({ ...wantedJson(asked), ...answerJson(answer) }))),
    answered: found.flat().some(({ answer }) => answer.kind !== "none"),
  };
}

/** From this factor of C on, a plan is a guess about laws that nobody has seen hold. */
const farAway = 100;

function farText(answers: readonly Answer[]): string[] {
  const factors = answers
    .flatMap((answer) => (answer.kind === "none" ? [] : answer.beyond))
    .filter(({ symbol }) => symbol === "C")
    .map(({ factor }) => factor);
  const most = Math.max(0, ...factors);
  if (!(most >= farAway)) return [];
  return [
    `The budget is ${count(most, 2)}× the largest C that was trained: the intervals hold if the law does, which these runs cannot show so far away.`,
  ];
}

function answersOf(fit: Fit, wanted: Wanted, reach: Reach | undefined, within: number): Answer[] {
  if (fit.status !== "fitted" || reach === undefined)
    return [{ kind: "none", reason: fit.status === "fitted" ? "" : fit.reason }];
  const { cost, largestC } = reach;
  if (wanted.kind === "at") {
    const { N, D } = wanted;
    const over = overtraining(fit, N, D, cost);
    const away = beyond(fit, { N, D, C: flopsFor(cost, N, D) }, largestC);
    return [
      over === undefined ? { kind: "none", reason: needsChinchilla.at } : { kind: "at", cost: over, beyond: away },
    ];
  }
  const { by, value, served } = wanted;
  const plan = optimalPlan(fit, by, value, cost);
  if (plan === undefined) return [{ kind: "none", reason: whyNoPlan(by) }];
  const sizes = sizesWithin(fit, plan.C.value, plan.N.value, within, cost);
  const free: Answer = { kind: "plan", plan, sizes, beyond: beyondPlan(fit, plan, reach) };
  if (served === undefined) return [free];
  const serving = servingPlan(fit, by, value, served, cost);
  return [
    free,
    serving === undefined
      ? { kind: "none", reason: needsChinchilla.serving }
      : { kind: "serving", plan: serving, served, beyond: beyondPlan(fit, serving, reach) },
  ];
}

function beyondPlan(fit: Fitted, { N, D, C }: Plan, { largestC }: Reach): Prediction["beyond"] {
  return beyond(fit, { N: N.value, D: D.value, C: C.value }, largestC);
}

const needsChinchilla = {
  at: "Only a Chinchilla law says what over-training costs.",
  serving: "Only a Chinchilla law counts serving in.",
  match: "Only a Chinchilla law matches sizes and tokens.",
} as const;

function whyNoPlan(by: Budget): string {
  if (by === "loss") return "No budget reaches that loss under this law, or it is no Chinchilla law.";
  return by === "C" ? "This law has no best N for a budget." : needsChinchilla.match;
}

function wantedText(wanted: Wanted): string {
  if (wanted.kind === "at") return wanted.text;
  const { by, value } = wanted;
  return `${by} = ${by === "loss" ? significant(value, 5) : quantityText(by, value)}`;
}

const flops = (value: number): string => quantityText("C", value);

function cells(answer: Answer): string[] {
  if (answer.kind === "none") return ["", "", "", "", "", "", "", "", "", "", answer.reason];
  const away = beyondText(answer.beyond);
  if (answer.kind === "at")
    return ["as given", "", "", "", "", "", "", "", derivedText(answer.cost, percent), away, ""];
  const { N, D, C, loss } = answer.plan;
  const numbers = [
    derivedText(N, count),
    derivedText(D, count),
    significant(D.value / N.value, 3),
    derivedText(C, flops),
    derivedText(loss, (v) => significant(v, 5)),
  ];
  if (answer.kind === "plan") return ["compute-optimal", ...numbers, sizesText(answer.sizes), "", "", away, ""];
  const { total, optimalTotal } = answer.plan;
  const saved = percent(total.value / optimalTotal.value - 1);
  return [
    `${count(answer.served)} tokens served`,
    ...numbers,
    "",
    `${derivedText(total, flops)}, ${saved}`,
    "",
    away,
    "",
  ];
}

const sizesText = ({ low, high }: SizesWithin): string =>
  `${low === undefined ? "" : count(low)} … ${high === undefined ? "" : count(high)}`;

function wantedJson(wanted: Wanted): Record<string, unknown> {
  return wanted.kind === "at" ? { at: { N: wanted.N, D: wanted.D } } : { given: { [wanted.by]: wanted.value } };
}

function answerJson(answer: Answer): Record<string, unknown> {
  switch (answer.kind) {
    case "none":
      return { status: "no-answer", reason: answer.reason };
    case "at":
      return { status: "answered", overtrainingCost: derivedJson(answer.cost), beyond: beyondJson(answer.beyond) };
    case "plan":
    case "serving": {
      const plan = Object.entries(answer.plan).map(([name, value]: [string, Derived]) => [name, derivedJson(value)]);
      const about =
        answer.kind === "plan"
          ? { plan: "compute-optimal", sizes: { low: known(answer.sizes.low), high: known(answer.sizes.high) } }
          : { plan: "serving", served: answer.served };
      const beyond = beyondJson(answer.beyond);
      return { status: "answered", ...about, beyond, ...(Object.fromEntries(plan) as Record<string, unknown>) };
    }
  }
}
