import type { Column } from "../table/builder";
import type { Meanings } from "../conventions/meanings";
import type { Fact } from "../run";
import type { RowSlice } from "../series/rowSlice";
import { atSteps, type Curve } from "../series/runSeries";
import { lastFiniteValue, placeCurve, type XColumn } from "./xColumns";

/** D as a column of the log counts it: so far, so far of each process, or of each step. Undefined where none does. */
export function tokensLogged(slices: readonly RowSlice[]): XColumn | undefined {
  return counted(slices, (slice) => slice.layout.tokens, soFar) ?? counted(slices, summedColumn, addedUp);
}

type Rule = ReturnType<Meanings["tokens"]>;

function counted(
  slices: readonly RowSlice[],
  pick: (slice: RowSlice) => Column | undefined,
  total: (curve: Curve, rule: Rule) => Curve,
): XColumn | undefined {
  const logged = placeCurve(slices, pick);
  if (logged === undefined) return undefined;
  const { key } = logged;
  const slice = slices.find((one) => one.prefix + (pick(one)?.key ?? "") === key);
  const rule = slice?.layout.meanings.tokens(pick(slice)?.key ?? "") ?? { counts: undefined, unit: 1, note: "" };
  const curve = total(logged.curve, rule);
  const value = lastFiniteValue(curve.value);
  if (value === undefined || !(value > 0)) return undefined;
  const how = `${total === addedUp ? "sum of column" : "column"} ${key}${rule.note === "" ? "" : `, ${rule.note}`}`;
  const fact: Fact = { value, from: "logged", kind: "seen", how };
  return { fact, at: (steps) => atSteps(curve, steps) };
}

/** Tokens so far. Where a new process counts from 0 again its tokens come on top. */
function soFar(curve: Curve, { counts, unit }: Rule): Curve {
  const values = unit === 1 ? curve.value : curve.value.map((value) => value * unit);
  if (counts !== "tokens of a process") return { step: curve.step, value: values };
  let before = 0;
  let last = 0;
  const value = values.map((here) => {
    if (here < last) before += last;
    if (here === here) last = here;
    return before + here;
  });
  return { step: curve.step, value };
}

/** A column of the tokens of each step, which is added up. */
const summedColumn = ({ layout: { tokensPerStep, meanings } }: RowSlice): Column | undefined =>
  tokensPerStep !== undefined && meanings.tokens(tokensPerStep.key).counts === "tokens of this step"
    ? tokensPerStep
    : undefined;

/** Each row stands for the steps since the row before; steps that are counted from 0 end one later. */
function addedUp({ step, value }: Curve, { unit }: Rule): Curve {
  let before = step[0] === 0 ? -1 : 0;
  let total = 0;
  const sums = value.map((tokens, i) => {
    const here = step[i] ?? NaN;
    if (tokens === tokens) total += tokens * unit * (here - before);
    before = here;
    return total;
  });
  return { step, value: sums };
}
