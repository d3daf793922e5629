import { predictInterval } from "../../../src/core/fit/intervals/derived";
import { fitGroup } from "../../../src/core/fit/group";
import { chooseLaw } from "../../../src/core/fit/honest/choose";
import { predictAt } from "../../../src/core/fit/honest/predictAt";
import { defaultProtocol } from "../../../src/core/fit/protocol/protocol";
import { optimalAt, studyOf, type Design, type Trouble, type Truth } from "./studies";

/** What a way to fit says at a place: a loss and the ends of its interval; undefined where it refuses. */
export type Answer = readonly [value: number, low: number, high: number] | undefined;

export interface Cell {
  readonly truth: string;
  readonly design: string;
  readonly studies: number;
  /** At ten and at a hundred times the largest C: share inside, mean error, median half-width; all in percent. */
  readonly at: readonly { readonly covered: number; readonly bias: number; readonly half: number }[];
  /** The largest run left out: share inside, mean absolute error. */
  readonly held: { readonly covered: number; readonly error: number };
  readonly laws: Readonly<Record<string, number>>;
  readonly warned: Readonly<Record<string, number>>;
  readonly milliseconds: number;
}

const far = [10, 100] as const;

/** Measures the default on so many studies of a cell, the first of them drawn with seed `from`. */
export function measure(truth: Truth, design: Design, studies: number, from: number, trouble: Trouble = {}): Cell {
  const marks = far.map(() => ({ inside: 0, error: 0, halves: [] as number[] }));
  const held = { inside: 0, error: 0 };
  const [laws, warned]: Record<string, number>[] = [{}, {}];
  let milliseconds = 0;
  for (let seed = from; seed < from + studies; seed++) {
    const curves = studyOf(truth, design, seed, trouble);
    const top = Math.max(...curves.map(({ x }) => x[x.length - 1] ?? NaN));
    const before = performance.now();
    const fit = chooseLaw(curves);
    milliseconds += performance.now() - before;
    const name = fit.status === "fitted" ? fit.law : fit.code;
    laws![name] = (laws![name] ?? 0) + 1;
    if (fit.status !== "fitted") continue;
    for (const code of new Set(fit.warnings.map(({ code }) => code))) warned![code] = (warned![code] ?? 0) + 1;
    far.forEach((times, k) => {
      const true_ = optimalAt(truth, times * top);
      const { value, low, high } = predictAt(fit, times * top);
      const mark = marks[k]!;
      if (low <= true_ && true_ <= high) mark.inside++;
      mark.error += value / true_ - 1;
      mark.halves.push((high - low) / 2 / true_);
    });
    const largest = curves.reduce((a, b) => (b.size > a.size ? b : a));
    const less = chooseLaw(curves.filter((one) => one !== largest));
    const row = largest.x.length - 1;
    if (less.status !== "fitted") continue;
    const run = { N: largest.size, D: largest.columns?.["D"]?.[row] ?? NaN };
    const { value, low, high } = predictAt(less, { x: largest.x[row] ?? NaN, run });
    const loss = largest.loss[row] ?? NaN;
    if (low <= loss && loss <= high) held.inside++;
    held.error += Math.abs(value / loss - 1);
  }
  return {
    truth: truth.id,
    design: design.id,
    studies,
    at: marks.map(({ inside, error, halves }) => ({
      covered: (100 * inside) / studies,
      bias: (100 * error) / studies,
      half: 100 * (halves.sort((a, b) => a - b)[halves.length >> 1] ?? NaN),
    })),
    held: { covered: (100 * held.inside) / studies, error: (100 * held.error) / studies },
    laws: laws!,
    warned: warned!,
    milliseconds: milliseconds / studies,
  };
}

/** What the default of 0.1.0 says: power on the hull, linear C. */
export function formerDefault(truth: Truth, design: Design, seed: number, trouble: Trouble, times: number): Answer {
  const curves = studyOf(truth, design, seed, trouble);
  const top = Math.max(...curves.map(({ x }) => x[x.length - 1] ?? NaN));
  const { fit } = fitGroup(curves, defaultProtocol);
  if (fit.status !== "fitted") return undefined;
  const { value, low = NaN, high = NaN } = predictInterval(fit, { x: times * top });
  return [value, low, high];
}
