import { predictTarget, type Prediction, type Reach } from "../plan/target";
import { derivedJson, derivedText } from "../print/derived";
import { significant } from "../print/numbers";
import type { Section } from "../print/section";
import { quantityText } from "../print/typed";
import type { FittedGroup } from "../state/state";
import { left } from "./columns";
import { groupNames } from "./groupNames";
import { all, missing } from "./parameters/given";
import { parseTarget, type Target } from "./parameters/target";
import type { Question } from "./question";
import { beyondJson, beyondText, reachOf } from "./reach";
import type { FittedStudy } from "./study";

/** What each law says at each target. */
export const predictions: Question = {
  id: "predictions",
  label: "Predict at a target",
  parameters: [
    {
      key: "target",
      label: "Target",
      value: "TARGET",
      many: true,
      needed: "always",
      help: "1e24, 70B@15T, 70B, 15T, N=…,D=…",
    },
  ],
  command: {
    name: "predict",
    usage: "PATH… --target TARGET… [flags of fit]",
    summary: "the loss that the fitted laws give at a budget, a size, or a size at a token count",
  },
  flag: { name: "target", parameter: "target", help: "predict there: 1e24, 70B@15T, 70B, 15T, N=…,D=…" },
  prepare(given) {
    const targets = all(given, "target").map((text) => parseTarget(given.name("target"), text));
    if (targets.length === 0) throw missing("predict", given, ["target"]);
    return (study) => [predict(study, targets)];
  },
};

/** What a law says at a target, or why it says nothing. */
type Answer = Prediction | { readonly reason: string };

function predict(study: FittedStudy, targets: readonly Target[]): Section {
  const { groups } = study.fits;
  const found = groups.map((group) => {
    const reach = reachOf(study, group);
    return targets.map((target) => ({ target, answer: answerAt(group, target, reach) }));
  });
  const names = groupNames(groups);
  return {
    id: "predictions",
    title: "Predictions",
    columns: [...names.columns, ...left("target", "N", "D", "C", "loss", "beyond the fit", "")],
    rows: groups.flatMap((group, i) =>
      (found[i] ?? []).map(({ target, answer }) => [...names.cells(group), ...cells(target, answer)]),
    ),
    values: found.map((list) => list.map(({ target, answer }) => asJson(target, answer))),
    answered: found.flat().some(({ answer }) => !("reason" in answer)),
  };
}

function answerAt({ result: { fit, protocol } }: FittedGroup, { at }: Target, reach: Reach): Answer {
  return fit.status === "fitted" ? predictTarget(fit, protocol.x, at, reach) : { reason: fit.reason };
}

const five = (value: number): string => significant(value, 5);

function cells({ text }: Target, answer: Answer): string[] {
  if ("reason" in answer) return [text, "", "", "", "", "", answer.reason];
  const place = (name: string): string => {
    const value = answer.at[name];
    return value === undefined ? "" : derivedText(value, (v) => quantityText(name, v));
  };
  const note = answer.optimal ? "compute-optimal" : "";
  return [text, place("N"), place("D"), place("C"), derivedText(answer.loss, five), beyondText(answer.beyond), note];
}

function asJson({ text }: Target, answer: Answer): Record<string, unknown> {
  if ("reason" in answer) return { target: text, status: "no-prediction", reason: answer.reason };
  return {
    target: text,
    status: "predicted",
    at: Object.fromEntries(Object.entries(answer.at).map(([name, value]) => [name, derivedJson(value)])),
    loss: derivedJson(answer.loss),
    optimal: answer.optimal,
    beyond: beyondJson(answer.beyond),
  };
}
