import type { HoldOut } from "../../core/fit/check/compare";
import { heldRuns, type HeldRun } from "../../core/fit/check/heldOut";
import { splitCurves } from "../../core/fit/check/holdOut";
import type { FittedGroup } from "../../core/state/state";
import { percent, significant } from "../../core/print/numbers";
import { derivedJson, derivedText, known, type Beside } from "../print/sections";
import { quantity as quantityText } from "../print/fitTable";
import type { FittedStudy } from "../fitStudy";
import { groupNames } from "../print/groupNames";
import { holdOutText } from "../flags/holdOutFlag";
import { ink } from "../print/output";
import { printable, table } from "../print/table";

/** Every run that was held out beside its prediction, and whether the interval of a new run holds its loss. */
export function heldOut(study: FittedStudy, holdOut: HoldOut): Beside {
  const { groups } = study.fits;
  const names = groupNames(groups);
  const found = groups.map((group) => heldOf(study, group, holdOut));
  const rows = groups.flatMap((group, i) => (found[i] ?? []).map((one) => [...names.cells(group), ...cells(one)]));
  const symbols = symbolsOf(found.flat());
  const right = [...symbols, "loss"].map((head) => ({ head, right: true }));
  const heads = [
    { head: "held out" },
    ...right,
    { head: "predicted (95 %)" },
    { head: "error", right: true },
    { head: "" },
  ];
  const judged = found.flat().filter(({ inside }) => inside !== undefined);
  const inside = judged.filter((one) => one.inside === true).length;
  const sum =
    judged.length > 0
      ? [`${inside} of ${judged.length} within their 95 % prediction interval`]
      : [
          "no prediction interval: the law has none here (too few runs, or --bootstrap 0); --interval chooses another kind",
        ];
  const none = found.flat().length === 0 ? ["No group had a run to hold out and a law to predict it."] : [];
  return {
    key: "heldOut",
    title: `Held out: ${holdOutText(holdOut)}`,
    lines: [...(rows.length > 0 ? table([...names.heads, ...heads], rows, ink).split("\n") : none), ...sum],
    values: found.map((list) => ({ what: holdOutText(holdOut), runs: list.map(asJson) })),
    answered: found.flat().length > 0,
  };
}

function heldOf(study: FittedStudy, group: FittedGroup, holdOut: HoldOut): HeldRun[] {
  const { fit, protocol } = group.result;
  if (fit.status !== "fitted") return [];
  return heldRuns(fit, splitCurves(study.curves(group), holdOut, protocol).held, protocol.x);
}

const symbolsOf = (all: readonly HeldRun[]): string[] => [...new Set(all.flatMap(({ at }) => Object.keys(at)))];

function cells({ title, at, loss, predicted, error, inside }: HeldRun): string[] {
  const five = (v: number): string => significant(v, 5);
  return [
    printable(title),
    ...Object.entries(at).map(([symbol, value]) => quantityText(symbol, value)),
    five(loss),
    derivedText(predicted, five),
    percent(error),
    inside === undefined ? "" : inside ? "within" : "outside",
  ];
}

function asJson({ run, title, at, loss, predicted, error, inside }: HeldRun): Record<string, unknown> {
  return {
    run,
    title,
    at: Object.fromEntries(Object.entries(at).map(([name, value]) => [name, known(value)])),
    loss: known(loss),
    predicted: derivedJson(predicted),
    error: known(error),
    inside: inside ?? null,
  };
}
