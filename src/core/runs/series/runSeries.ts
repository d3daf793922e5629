import type { Column } from "../table/builder";
import { resolveRestarts } from "./restarts";
import { columnOf, type RowSlice } from "./rowSlice";
import type { Metric, Series } from "../run";
import { shownValues } from "../described/setMetric";
import { placed } from "./stepless";

/** Steps and values of one column of a run, restarts resolved, steps strictly rising. */
export interface Curve {
  readonly step: Float64Array;
  readonly value: Float64Array;
}

/** Fast path without a copy: the columns themselves, where no row has to be left out. */
function whole(slice: RowSlice, column: Column): Curve | undefined {
  const numbers = column.numbers;
  if (numbers?.rows !== undefined || numbers === undefined || slice.rows !== undefined || !slice.strict)
    return undefined;
  return {
    step: slice.step.subarray(numbers.first, numbers.first + numbers.length),
    value: numbers.values.subarray(0, numbers.length),
  };
}

class Growing {
  #step: Float64Array<ArrayBuffer>;
  #value: Float64Array<ArrayBuffer>;
  #n = 0;

  constructor(expected: number) {
    this.#step = new Float64Array(expected + 1);
    this.#value = new Float64Array(expected + 1);
  }

  /** A later row replaces all rows at the same or a higher step. */
  add(step: number, value: number): void {
    while (this.#n > 0 && (this.#step[this.#n - 1] ?? 0) >= step) this.#n--;
    if (this.#n === this.#step.length) {
      this.#step = larger(this.#step);
      this.#value = larger(this.#value);
    }
    this.#step[this.#n] = step;
    this.#value[this.#n] = value;
    this.#n++;
  }

  curve(): Curve {
    return { step: this.#step.subarray(0, this.#n), value: this.#value.subarray(0, this.#n) };
  }
}

function larger(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const more = new Float64Array(array.length * 2);
  more.set(array);
  return more;
}

/** The slices that have the key; if any of them has steps, only those. */
const having = (slices: readonly RowSlice[], key: string) =>
  placed(slices.filter((slice) => columnOf(slice, key)?.numbers !== undefined));

/** Upper bound of the curve's length. */
const most = (slices: readonly RowSlice[], key: string) =>
  slices.reduce((sum, slice) => sum + Math.min(slice.length, columnOf(slice, key)?.numbers?.length ?? 0), 0);

/** The curve of a column over all slices of a run; undefined when no slice has it. */
export function curveOf(slices: readonly RowSlice[], key: string): Curve | undefined {
  const with_ = having(slices, key);
  const only = with_.length === 1 && slices.length === 1 ? with_[0] : undefined;
  const column = only === undefined ? undefined : columnOf(only, key);
  const direct = only === undefined || column === undefined ? undefined : whole(only, column);
  if (direct !== undefined) return direct;
  if (with_.length === 0) return undefined;
  const growing = new Growing(most(with_, key));
  const { kept } = resolveRestarts(slices);
  slices.forEach((slice, index) => {
    const numbers = columnOf(slice, key)?.numbers;
    if (numbers === undefined || !with_.includes(slice)) return;
    for (const { from, to, below, taken } of kept[index] ?? []) {
      const add = (position: number, value: number) => {
        const step = slice.step[position] ?? NaN;
        if (step < below || (step === below && taken?.has(key) !== true)) growing.add(step, value);
      };
      if (slice.rows === undefined) {
        for (let i = numbers.before(from); i < numbers.length && numbers.rowAt(i) < to; i++) {
          add(numbers.rowAt(i), numbers.values[i] ?? NaN);
        }
      } else {
        for (let position = from; position < to; position++) {
          const value = numbers.get(slice.rows[position] ?? 0);
          if (value !== undefined) add(position, value);
        }
      }
    }
  });
  return growing.curve();
}

/** Whether two columns of steps are the same. */
function same(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false;
  if (a.buffer === b.buffer && a.byteOffset === b.byteOffset) return true;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/**
 * The values of a curve at other steps: linear interpolation, and linear extrapolation beyond the ends from the nearest two points
 * (not below 0). NaN where there is no point.
 */
export function atSteps(curve: Curve, steps: Float64Array): Float64Array {
  if (same(curve.step, steps)) return curve.value;
  const { step: xs, value: ys } = curve;
  const out = new Float64Array(steps.length);
  const n = xs.length;
  let k = 0;
  for (let i = 0; i < steps.length; i++) {
    const x = steps[i] ?? NaN;
    if (n < 2) {
      // A single count, such as all FLOPs in the last row, is taken to grow in proportion to the step.
      const only = xs[0] ?? NaN;
      out[i] = n === 0 ? NaN : x === only ? (ys[0] ?? NaN) : only > 0 ? ((ys[0] ?? NaN) * x) / only : NaN;
      continue;
    }
    while (k < n - 2 && (xs[k + 1] ?? Infinity) <= x) k++;
    while (k > 0 && (xs[k] ?? 0) > x) k--;
    const x0 = xs[k] ?? NaN;
    const x1 = xs[k + 1] ?? NaN;
    const y0 = ys[k] ?? NaN;
    const y1 = ys[k + 1] ?? NaN;
    out[i] = x === x0 ? y0 : x === x1 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
    if ((out[i] ?? 0) < 0) out[i] = 0;
  }
  return out;
}

/** The x columns of a run, as functions of the step. */
export interface Axes {
  readonly tokens: ((steps: Float64Array) => Float64Array) | undefined;
  readonly flops: ((steps: Float64Array) => Float64Array) | undefined;
  readonly wallTime: ((steps: Float64Array) => Float64Array) | undefined;
}

/** The series of a metric: its curve with the x columns of the run. Row numbers are shown as unknown steps (NaN). */
export function seriesOf(slices: readonly RowSlice[], metric: Metric, axes: Axes): Series | undefined {
  const curve = curveOf(slices, metric.key);
  if (curve === undefined) return undefined;
  const own = having(slices, metric.key);
  const unknown = own.every((slice) => slice.numbered);
  const { step } = curve;
  const shown = unknown ? new Float64Array(step.length).fill(NaN) : step;
  const { tokens, flops, wallTime } = unknown && placed(slices) !== slices ? ownAxes(own) : axes;
  // x columns are built lazily. They are own properties, so that a spread copy of the series has them too.
  return Object.defineProperties(
    { ...metric, step: shown, value: shownValues(metric, curve.value) },
    {
      ...(tokens === undefined ? {} : { tokens: lazy(tokens, step) }),
      ...(flops === undefined ? {} : { flops: lazy(flops, step) }),
      ...(wallTime === undefined ? {} : { wallTime: lazy(wallTime, step) }),
    },
  );
}

/** The axes of rows without steps, in a run where others have steps: only what those rows themselves log. */
function ownAxes(own: readonly RowSlice[]): Axes {
  const column = own[0]?.layout.tokens;
  const curve = own[0] === undefined || column === undefined ? undefined : curveOf(own, own[0].prefix + column.key);
  const tokens = curve === undefined ? undefined : (steps: Float64Array) => atSteps(curve, steps);
  return { tokens, flops: undefined, wallTime: undefined };
}

function lazy(make: (steps: Float64Array) => Float64Array, steps: Float64Array): PropertyDescriptor {
  let made: Float64Array | undefined;
  return { enumerable: true, get: () => (made ??= make(steps)) };
}
