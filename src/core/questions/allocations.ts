import type { Derived } from "../fit/intervals/derived";
import type { Fit } from "../fit/result";
import { optimalPlan, overtraining, servingPlan, type Budget, type Plan, type ServingPlan } from "../plan/target";
import { derivedJson, derivedText } from "../print/derived";
import { count, percent, significant } from "../print/numbers";
import type { Section } from "../print/section";
import { quantityText } from "../print/typed";
import type { FittedGroup } from "../state/state";
import { left } from "./columns";
import { groupNames } from "./groupNames";
import { all, missing, one, positive, unexpected, type Given } from "./parameters/given";
import { parseTarget } from "./parameters/target";
import type { Parameter, Question } from "./question";

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
  ],
  command: {
    name: "allocate",
    usage: "PATH… --budget FLOPS | --params N | --tokens D | --loss LOSS [--served TOKENS] | --at N@D [flags of fit]",
    summary: "the compute-optimal size and tokens under the fitted law, serving counted in where asked",
    choices: { law: "chinchilla" },
  },
  prepare(given) {
    const wanted = wantedOf(given);
    if (wanted.length === 0) throw missing("allocate", given, [...budgets.map(({ key }) => key), "at"], "or");
    return ({ fits: { groups } }) => [allocate(groups, wanted)];
  },
};

/** One thing to plan: a budget of some kind, or a model whose over-training is asked for. */
type Wanted =
  | { readonly kind: "plan"; readonly by: Budget; readonly value: number; readonly served: number | undefined }
  | { readonly kind: "at"; readonly text: string; readonly N: number; readonly D: number };

type Answer =
  | { readonly kind: "plan"; readonly plan: Plan }
  | { readonly kind: "serving"; readonly plan: ServingPlan; readonly served: number }
  | { readonly kind: "at"; readonly cost: Derived }
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

function allocate(groups: readonly FittedGroup[], wanted: readonly Wanted[]): Section {
  const names = groupNames(groups);
  const found = groups.map(({ result: { fit } }) =>
    wanted.flatMap((asked) => answersOf(fit, asked).map((answer) => ({ asked, answer }))),
  );
  const heads = ["for", "plan", "N", "D", "D/N", "C", "loss", "C with serving", "over the optimum", ""];
  return {
    id: "allocations",
    title: "Allocation",
    columns: [...names.columns, ...left(...heads)],
    rows: groups.flatMap((group, i) =>
      (found[i] ?? []).map(({ asked, answer }) => [...names.cells(group), wantedText(asked), ...cells(answer)]),
    ),
    values: found.map((list) => list.map(({ asked, answer }) => ({ ...wantedJson(asked), ...answerJson(answer) }))),
    answered: found.flat().some(({ answer }) => answer.kind !== "none"),
  };
}

function answersOf(fit: Fit, wanted: Wanted): Answer[] {
  if (fit.status !== "fitted") return [{ kind: "none", reason: fit.reason }];
  if (wanted.kind === "at") {
    const cost = overtraining(fit, wanted.N, wanted.D);
    return [cost === undefined ? { kind: "none", reason: needsChinchilla.at } : { kind: "at", cost }];
  }
  const { by, value, served } = wanted;
  const plan = optimalPlan(fit, by, value);
  if (plan === undefined) return [{ kind: "none", reason: whyNoPlan(by) }];
  if (served === undefined) return [{ kind: "plan", plan }];
  const serving = servingPlan(fit, by, value, served);
  return [
    { kind: "plan", plan },
    serving === undefined
      ? { kind: "none", reason: needsChinchilla.serving }
      : { kind: "serving", plan: serving, served },
  ];
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
  if (answer.kind === "none") return ["", "", "", "", "", "", "", "", answer.reason];
  if (answer.kind === "at") return ["as given", "", "", "", "", "", "", derivedText(answer.cost, percent), ""];
  const { N, D, C, loss } = answer.plan;
  const numbers = [
    derivedText(N, count),
    derivedText(D, count),
    significant(D.value / N.value, 3),
    derivedText(C, flops),
    derivedText(loss, (v) => significant(v, 5)),
  ];
  if (answer.kind === "plan") return ["compute-optimal", ...numbers, "", "", ""];
  const { total, optimalTotal } = answer.plan;
  const saved = percent(total.value / optimalTotal.value - 1);
  return [`${count(answer.served)} tokens served`, ...numbers, `${derivedText(total, flops)}, ${saved}`, "", ""];
}

function wantedJson(wanted: Wanted): Record<string, unknown> {
  return wanted.kind === "at" ? { at: { N: wanted.N, D: wanted.D } } : { given: { [wanted.by]: wanted.value } };
}

function answerJson(answer: Answer): Record<string, unknown> {
  switch (answer.kind) {
    case "none":
      return { status: "no-answer", reason: answer.reason };
    case "at":
      return { status: "answered", overtrainingCost: derivedJson(answer.cost) };
    case "plan":
    case "serving": {
      const plan = Object.entries(answer.plan).map(([name, value]: [string, Derived]) => [name, derivedJson(value)]);
      const about = answer.kind === "plan" ? { plan: "compute-optimal" } : { plan: "serving", served: answer.served };
      return { status: "answered", ...about, ...(Object.fromEntries(plan) as Record<string, unknown>) };
    }
  }
}
