import { heldRuns, type HeldRun } from "../fit/check/heldOut";
import { splitCurves, type HoldOut } from "../fit/check/holdOut";
import { derivedJson, derivedText, known } from "../print/derived";
import { percent, significant } from "../print/numbers";
import type { Section } from "../print/section";
import { quantityText } from "../print/typed";
import type { FittedGroup } from "../state/state";
import { left, right } from "./columns";
import { groupNames } from "./groupNames";
import { one, ParameterError } from "./parameters/given";
import { holdOutText, parseHoldOut } from "./parameters/holdOut";
import type { Question } from "./question";
import { fitStudy, type FittedStudy } from "./study";

/**
 * Every run that was held out beside its prediction, and whether the interval of a new run holds its loss. Of fits that saw all runs
 * they are made again without.
 */
export const heldOut: Question = {
  id: "heldOut",
  label: "Hold out and predict",
  parameters: [
    {
      key: "what",
      label: "Held out",
      value: "WHAT",
      needed: "always",
      help: "C>1e21, size=largest, or runs by name: file=b.csv, run=x",
    },
  ],
  flag: {
    name: "hold-out",
    parameter: "what",
    help: "fit without, predict, and say the error: C>1e21, size=largest, file=b.csv, run=x",
  },
  reads: "runs",
  prepare(given) {
    const text = one(given, "what");
    if (text === undefined) throw new ParameterError(`${given.name("what")} is missing: say what to hold out`);
    const asked = parseHoldOut(text, given.name("what"));
    return (study, watch) => {
      const holdOut = study.holdOut ?? asked(study.runs);
      const fitted = study.holdOut === undefined ? fitStudy(study.runs, study.fits.choices, holdOut, watch) : study;
      return [predicted(fitted, holdOut)];
    };
  },
};

function predicted(study: FittedStudy, holdOut: HoldOut): Section {
  const { groups } = study.fits;
  const names = groupNames(groups);
  const found = groups.map((group) => heldOf(study, group, holdOut));
  const symbols = [...new Set(found.flat().flatMap(({ at }) => Object.keys(at)))];
  const none = found.flat().length === 0 ? ["No group had a run to hold out and a law to predict it."] : [];
  return {
    id: "heldOut",
    title: `Held out: ${holdOutText(holdOut)}`,
    columns: [
      ...names.columns,
      ...left("held out"),
      ...right(...symbols, "loss"),
      ...left("predicted (95 %)"),
      ...right("error"),
      ...left(""),
    ],
    rows: groups.flatMap((group, i) => (found[i] ?? []).map((run) => [...names.cells(group), ...cells(run, symbols)])),
    lines: [...none, coverage(found.flat())],
    values: found.map((list) => ({ what: holdOutText(holdOut), runs: list.map(asJson) })),
    answered: found.flat().length > 0,
  };
}

/** How many losses lie within their intervals, or why there are no intervals. */
function coverage(found: readonly HeldRun[]): string {
  const judged = found.filter(({ inside }) => inside !== undefined);
  const inside = judged.filter((run) => run.inside === true).length;
  return judged.length > 0
    ? `${inside} of ${judged.length} within their 95 % prediction interval`
    : "no prediction interval: there are too few runs, or the resamples are 0; another kind of interval may have one";
}

function heldOf(study: FittedStudy, group: FittedGroup, holdOut: HoldOut): HeldRun[] {
  const { fit, protocol } = group.result;
  if (fit.status !== "fitted") return [];
  return heldRuns(fit, splitCurves(study.curves(group), holdOut, protocol).held, protocol.x);
}

const five = (value: number): string => significant(value, 5);

function cells({ title, at, loss, predicted, error, inside }: HeldRun, symbols: readonly string[]): string[] {
  return [
    title,
    ...symbols.map((symbol) => (at[symbol] === undefined ? "" : quantityText(symbol, at[symbol]))),
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
