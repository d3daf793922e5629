import { predictTarget, type Prediction } from "../../core/plan/target";
import type { FittedGroup } from "../../core/state/state";
import { count, significant } from "../../core/print/numbers";
import { derivedJson, derivedText, known, type Beside } from "../print/sections";
import { quantity } from "../print/fitTable";
import type { FittedStudy } from "../fitStudy";
import { groupNames } from "../print/groupNames";
import { ink } from "../print/output";
import { printable, table } from "../print/table";
import type { Target } from "../flags/target";

type Said = Prediction | { readonly reason: string };

/** What each law says at each target. */
export function predictions(study: FittedStudy, targets: readonly Target[]): Beside {
  const { groups } = study.fits;
  const found = groups.map((group) => targets.map((target) => ({ target, said: saidAt(group, target) })));
  const names = groupNames(groups);
  const rows = groups.flatMap((group, i) =>
    (found[i] ?? []).map(({ target, said }) => [...names.cells(group), ...cells(target, said)]),
  );
  const heads = ["target", "N", "D", "C", "loss", "beyond the fit", ""].map((head) => ({ head }));
  return {
    key: "predictions",
    title: "Predictions",
    lines: table([...names.heads, ...heads], rows, ink).split("\n"),
    answered: found.flat().some(({ said }) => !("reason" in said)),
    values: found.map((list) => list.map(({ target, said }) => asJson(target, said))),
  };
}

function saidAt({ result: { fit, protocol } }: FittedGroup, { at }: Target): Said {
  return fit.status === "fitted" ? predictTarget(fit, protocol.x, at) : { reason: fit.reason };
}

function cells({ text }: Target, said: Said): string[] {
  if ("reason" in said) return [printable(text), "", "", "", "", "", said.reason];
  const place = (name: string): string => {
    const value = said.at[name];
    return value === undefined ? "" : derivedText(value, (v) => quantity(name, v));
  };
  const beyond = said.beyond.map(({ symbol, factor }) => `${count(factor, 2)}× in ${symbol}`).join(", ");
  const note = said.optimal ? "compute-optimal" : "";
  return [printable(text), place("N"), place("D"), place("C"), derivedText(said.loss, digits), beyond, note];
}

const digits = (value: number): string => significant(value, 5);

function asJson({ text }: Target, said: Said): Record<string, unknown> {
  if ("reason" in said) return { target: text, status: "no-prediction", reason: said.reason };
  return {
    target: text,
    status: "predicted",
    at: Object.fromEntries(Object.entries(said.at).map(([name, value]) => [name, derivedJson(value)])),
    loss: derivedJson(said.loss),
    optimal: said.optimal,
    beyond: said.beyond.map(({ symbol, factor }) => ({ input: symbol, factor: known(factor) })),
  };
}
