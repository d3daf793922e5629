import { newRunInterval, predictInterval, type Derived } from "../../../src/core/fit/intervals/derived";
import { fitGroup } from "../../../src/core/fit/group";
import type { Curve } from "../../../src/core/fit/points/curve";
import { defaultProtocol, type Protocol } from "../../../src/core/fit/protocol/protocol";
import { lawOf } from "../../../src/core/laws/index";
import { optimalAt, studyOf, type Design, type Trouble, type Truth } from "./studies";

/** The default, and what it was before: a power law on the hull, even in C. */
export const byDefault: Protocol = defaultProtocol;
export const asBefore: Protocol = { ...defaultProtocol, law: "power" };

export interface Cell {
  readonly studies: number;
  /** At ten and at a hundred times the largest C: share inside, mean error, median half-width; all in percent. */
  readonly at: readonly { readonly covered: number; readonly bias: number; readonly half: number }[];
  /** The largest run left out: share inside, mean absolute error. */
  readonly held: { readonly covered: number; readonly error: number };
  /** Laws that were chosen, and warnings given, by how often. */
  readonly laws: Readonly<Record<string, number>>;
  readonly warned: Readonly<Record<string, number>>;
}

const far = [10, 100] as const;

/** Measures a protocol on so many studies of a cell, the first of them drawn with seed `from`. */
export function measure(
  protocol: Protocol,
  truth: Truth,
  design: Design,
  studies: number,
  from: number,
  trouble: Trouble = {},
): Cell {
  const marks = far.map(() => ({ inside: 0, error: 0, halves: [] as number[] }));
  const held = { inside: 0, error: 0, studies: 0 };
  const laws: Record<string, number> = {};
  const warned: Record<string, number> = {};
  for (let seed = from; seed < from + studies; seed++) {
    const curves = studyOf(truth, design, seed, trouble);
    const top = topOf(curves);
    const { fit } = fitGroup(curves, protocol);
    const name = fit.status === "fitted" ? fit.law : fit.code;
    laws[name] = (laws[name] ?? 0) + 1;
    if (fit.status !== "fitted") continue;
    for (const code of new Set(fit.warnings.map(({ code }) => code))) warned[code] = (warned[code] ?? 0) + 1;
    far.forEach((times, k) => {
      const right = optimalAt(truth, times * top);
      const { value, low = NaN, high = NaN } = predictInterval(fit, { x: times * top });
      const mark = marks[k];
      if (mark === undefined) return;
      if (low <= right && right <= high) mark.inside++;
      mark.error += value / right - 1;
      mark.halves.push((high - low) / 2 / right);
    });
    const missed = heldOutError(curves, protocol);
    if (missed === undefined) continue;
    held.studies++;
    if (missed.inside) held.inside++;
    held.error += Math.abs(missed.error);
  }
  return {
    studies,
    at: marks.map(({ inside, error, halves }) => ({
      covered: (100 * inside) / studies,
      bias: (100 * error) / halves.length,
      half: 100 * (halves.sort((a, b) => a - b)[halves.length >> 1] ?? NaN),
    })),
    held: { covered: (100 * held.inside) / held.studies, error: (100 * held.error) / held.studies },
    laws,
    warned,
  };
}

export const topOf = (curves: readonly Curve[]): number => Math.max(...curves.map(({ x }) => x[x.length - 1] ?? NaN));

/** L̂/L − 1 of the largest size's end, by a fit without that size; undefined where there is no fit. */
export function heldOutError(
  curves: readonly Curve[],
  protocol: Protocol,
): { readonly law: string; readonly error: number; readonly inside: boolean; readonly predicted: Derived } | undefined {
  const largest = largestOf(curves);
  const { fit } = fitGroup(
    curves.filter(({ size }) => size !== largest.size),
    protocol,
  );
  if (fit.status !== "fitted") return undefined;
  const { x, loss, D, row } = endOf(largest);
  const inputs = lawOf(fit.law)?.inputs ?? [];
  const at = inputs.includes("x") ? { x } : { N: largest.size, D };
  const predicted = newRunInterval(fit, at);
  const { value, low = NaN, high = NaN } = predicted;
  return row < 0
    ? undefined
    : { law: fit.law, error: value / loss - 1, inside: low <= loss && loss <= high, predicted };
}

/** The run of the largest size that went furthest. */
export function largestOf(curves: readonly Curve[]): Curve {
  return curves.reduce((a, b) =>
    b.size > a.size || (b.size === a.size && (b.x.at(-1) ?? NaN) > (a.x.at(-1) ?? NaN)) ? b : a,
  );
}

/** The last usable row of a run. */
export function endOf({ x, loss, columns }: Curve): {
  readonly row: number;
  readonly x: number;
  readonly loss: number;
  readonly D: number;
} {
  let row = loss.length - 1;
  while (row >= 0 && !((loss[row] ?? NaN) > 0 && (x[row] ?? NaN) > 0)) row--;
  return { row, x: x[row] ?? NaN, loss: loss[row] ?? NaN, D: columns?.["D"]?.[row] ?? NaN };
}
