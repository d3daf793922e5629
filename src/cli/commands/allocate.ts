import type { Derived } from "../../core/fit/intervals/derived";
import type { Fit } from "../../core/fit/result";
import {
  optimalPlan,
  overtraining,
  servingPlan,
  type Budget,
  type Plan,
  type ServingPlan,
} from "../../core/plan/target";
import { defaultChoices } from "../../core/state/choose";
import { count, percent, significant } from "../../core/print/numbers";
import { answer } from "../print/print";
import { derivedJson, derivedText, type Beside } from "../print/sections";
import type { Command } from "../command";
import { UsageError } from "../errors";
import { quantity as quantityText } from "../print/fitTable";
import { fitStudy, type FittedStudy } from "../fitStudy";
import { groupNames } from "../print/groupNames";
import { readOptions, type Values } from "../flags/options";
import { ink } from "../print/output";
import { fitFlags, readProtocol } from "../flags/protocolFlags";
import { printable, table } from "../print/table";
import { parseTarget } from "../flags/target";
import { quantity } from "../flags/where";

const flags = {
  budget: { type: "string", multiple: true, value: "FLOPS", help: "the best N and D of so many FLOPs: 1e24" },
  params: { type: "string", multiple: true, value: "N", help: "the tokens for a model of that size: 70B" },
  tokens: { type: "string", multiple: true, value: "D", help: "the size for so many tokens: 15T" },
  loss: { type: "string", multiple: true, value: "LOSS", help: "the least compute that reaches it" },
  served: { type: "string", value: "TOKENS", help: "count serving so many tokens in: the cheapest of the same loss" },
  at: {
    type: "string",
    multiple: true,
    value: "N@D",
    help: "what this size at these tokens costs over the optimum: 8B@15T",
  },
  ...fitFlags,
} as const;

/** One question: a budget of some kind, or a model whose over-training is asked for. */
type Question =
  | { readonly kind: "plan"; readonly by: Budget; readonly value: number; readonly served: number | undefined }
  | { readonly kind: "at"; readonly text: string; readonly N: number; readonly D: number };

type Answer =
  | { readonly kind: "plan"; readonly plan: Plan }
  | { readonly kind: "serving"; readonly plan: ServingPlan; readonly served: number }
  | { readonly kind: "at"; readonly cost: Derived }
  | { readonly kind: "none"; readonly reason: string };

export const allocate: Command = {
  id: "allocate",
  usage: "PATH… --budget FLOPS | --params N | --tokens D | --loss LOSS [--served TOKENS] | --at N@D [flags of fit]",
  summary: "the compute-optimal size and tokens under the fitted law, serving counted in where asked",
  flags,
  async run(args) {
    const { values, positionals } = readOptions(args, flags);
    const questions = questionsOf(values);
    if (questions.length === 0) throw new UsageError("allocate needs --budget, --params, --tokens, --loss or --at");
    const standard = { ...defaultChoices.fit, law: "chinchilla" };
    const study = await fitStudy(positionals, values, readProtocol(values, standard));
    return answer(study, [allocations(study, questions)], values.json === true);
  },
};

function questionsOf(values: Values<typeof flags>): Question[] {
  const positive = (flag: string, text: string): number => {
    const value = quantity(text);
    if (!(value > 0) || !Number.isFinite(value))
      throw new UsageError(`--${flag} takes a number above 0; it was "${text}"`);
    return value;
  };
  const served = values.served === undefined ? undefined : positive("served", values.served);
  const plans = (flag: "budget" | "params" | "tokens" | "loss", by: Budget): Question[] =>
    (values[flag] ?? []).map((text) => ({ kind: "plan", by, value: positive(flag, text), served }));
  const models = (values.at ?? []).map((text): Question => {
    const { N, D } = parseTarget("at", text).at;
    if (N === undefined || D === undefined)
      throw new UsageError(`--at is a size at a token count, 8B@15T; it was "${text}"`);
    return { kind: "at", text, N, D };
  });
  return [
    ...plans("budget", "C"),
    ...plans("params", "N"),
    ...plans("tokens", "D"),
    ...plans("loss", "loss"),
    ...models,
  ];
}

function allocations(study: FittedStudy, questions: readonly Question[]): Beside {
  const { groups } = study.fits;
  const names = groupNames(groups);
  const found = groups.map(({ result: { fit } }) =>
    questions.flatMap((asked) => answersOf(fit, asked).map((said) => ({ asked, said }))),
  );
  const rows = groups.flatMap((group, i) =>
    (found[i] ?? []).map(({ asked, said }) => [...names.cells(group), askedText(asked), ...cells(said)]),
  );
  const heads = ["for", "plan", "N", "D", "D/N", "C", "loss", "C with serving", "over the optimum", ""];
  return {
    key: "allocations",
    title: "Allocation",
    lines: table([...names.heads, ...heads.map((head) => ({ head }))], rows, ink).split("\n"),
    values: found.map((list) => list.map(({ asked, said }) => ({ ...askedJson(asked), ...answerJson(said) }))),
    answered: found.flat().some(({ said }) => said.kind !== "none"),
  };
}

function answersOf(fit: Fit, asked: Question): Answer[] {
  if (fit.status !== "fitted") return [{ kind: "none", reason: fit.reason }];
  if (asked.kind === "at") {
    const cost = overtraining(fit, asked.N, asked.D);
    return [
      cost === undefined
        ? { kind: "none", reason: "Over-training is told by a Chinchilla law." }
        : { kind: "at", cost },
    ];
  }
  const { by, value, served } = asked;
  const plan = optimalPlan(fit, by, value);
  if (plan === undefined) return [{ kind: "none", reason: whyNone(by) }];
  const serving = served === undefined ? undefined : servingPlan(fit, by, value, served);
  if (served === undefined) return [{ kind: "plan", plan }];
  return [
    { kind: "plan", plan },
    serving === undefined
      ? { kind: "none", reason: "Serving is counted in under a Chinchilla law." }
      : { kind: "serving", plan: serving, served },
  ];
}

function whyNone(by: Budget): string {
  if (by === "loss") return "No budget reaches that loss under this law, or it is no Chinchilla law.";
  return by === "C" ? "This law has no best N for a budget." : "Sizes and tokens are matched by a Chinchilla law.";
}

const words: Readonly<Record<Budget, string>> = { C: "C", N: "N", D: "D", loss: "loss" };

function askedText(asked: Question): string {
  if (asked.kind === "at") return printable(asked.text);
  return `${words[asked.by]} = ${asked.by === "loss" ? significant(asked.value, 5) : quantityText(asked.by, asked.value)}`;
}

function cells(said: Answer): string[] {
  if (said.kind === "none") return ["", "", "", "", "", "", "", "", said.reason];
  if (said.kind === "at") return ["as given", "", "", "", "", "", "", derivedText(said.cost, percent)];
  const { N, D, C, loss } = said.plan;
  const numbers = [
    derivedText(N, count),
    derivedText(D, count),
    significant(D.value / N.value, 3),
    derivedText(C, (v) => quantityText("C", v)),
    derivedText(loss, (v) => significant(v, 5)),
  ];
  if (said.kind === "plan") return ["compute-optimal", ...numbers];
  const { total, optimalTotal } = said.plan;
  const saved = percent(total.value / optimalTotal.value - 1);
  return [
    `${count(said.served)} tokens served`,
    ...numbers,
    `${derivedText(total, (v) => quantityText("C", v))}, ${saved}`,
  ];
}

function askedJson(asked: Question): Record<string, unknown> {
  return asked.kind === "at" ? { at: { N: asked.N, D: asked.D } } : { given: { [asked.by]: asked.value } };
}

function answerJson(said: Answer): Record<string, unknown> {
  switch (said.kind) {
    case "none":
      return { status: "no-answer", reason: said.reason };
    case "at":
      return { status: "answered", overtrainingCost: derivedJson(said.cost) };
    case "plan":
    case "serving": {
      const plan = Object.entries(said.plan).map(([name, value]: [string, Derived]) => [name, derivedJson(value)]);
      const about = said.kind === "plan" ? { plan: "compute-optimal" } : { plan: "serving", served: said.served };
      return { status: "answered", ...about, ...(Object.fromEntries(plan) as Record<string, unknown>) };
    }
  }
}
