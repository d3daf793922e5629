import type { LazyNumbers } from "../../core/runs/table/column";
import type { Arrays, Block, Place } from "./blocks";

/**
 * Numbers as they are laid down: in the least room from which each is had again to the last bit. They are made when someone asks
 * for them.
 */
export type NumbersPlace =
  /** They stand evenly, as steps do. */
  | { readonly as: "even"; readonly start: number; readonly by: number; readonly length: number }
  /** Whole numbers of 32 bits, to be divided: what was written with so many decimals. */
  | { readonly as: "decimal"; readonly by: number; readonly place: Place }
  /** Numbers of 32 bits. */
  | { readonly as: "single"; readonly place: Place }
  | { readonly as: "double"; readonly place: Place };

export function layDown(values: Float64Array, arrays: Arrays): NumbersPlace {
  const even = evenly(values);
  if (even !== undefined) return even;
  const by = SCALES.find((scale) => isDecimal(values.subarray(0, TRIED), scale));
  if (by !== undefined && isDecimal(values, by)) {
    return { as: "decimal", by, place: arrays.add(Int32Array.from(values, (v) => Math.round(v * by))) };
  }
  if (values.every((v) => Object.is(Math.fround(v), v)))
    return { as: "single", place: arrays.add(Float32Array.from(values)) };
  return { as: "double", place: arrays.add(values) };
}

export function takeUp(place: NumbersPlace, block: Block): LazyNumbers {
  switch (place.as) {
    case "even":
      return evenNumbers(place);
    case "decimal":
      return decimals(block.ints(place.place), place.by);
    case "single": {
      const singles = block.singles(place.place);
      return { length: singles.length, at: (i) => singles[i] ?? NaN, all: () => new Float64Array(singles) };
    }
    case "double": {
      const values = block.floats(place.place);
      return { length: values.length, at: (i) => values[i] ?? NaN, all: () => values };
    }
  }
}

function evenNumbers({ start, by, length }: Extract<NumbersPlace, { readonly as: "even" }>): LazyNumbers {
  const all = (): Float64Array => {
    const values = new Float64Array(length);
    for (let i = 0; i < length; i++) values[i] = start + i * by;
    return values;
  };
  return { length, at: (i) => (i >= 0 && i < length ? start + i * by : NaN), all };
}

function decimals(whole: Int32Array, by: number): LazyNumbers {
  const { length } = whole;
  const all = (): Float64Array => {
    const values = new Float64Array(length);
    for (let i = 0; i < length; i++) values[i] = (whole[i] ?? NaN) / by;
    return values;
  };
  return { length, at: (i) => (whole[i] ?? NaN) / by, all };
}

/** Powers of ten that a double has exactly, so that a quotient by them is the decimal's own double. */
const SCALES = Array.from({ length: 10 }, (_, k) => 10 ** k);
/** So many values tell which of them may do for all. */
const TRIED = 64;
const MOST = 2 ** 31;

function isDecimal(values: Float64Array, scale: number): boolean {
  return values.every((v) => {
    const whole = Math.round(v * scale);
    return Math.abs(whole) < MOST && Object.is(whole / scale, v) && !Object.is(v, -0);
  });
}

/** Fewer are laid down as they are. */
const FEW = 8;

function evenly(values: Float64Array): NumbersPlace | undefined {
  const { length } = values;
  const start = values[0] ?? NaN;
  const by = (values[1] ?? NaN) - start;
  if (length < FEW || !Number.isFinite(start) || !Number.isFinite(by) || Object.is(start, -0)) return undefined;
  for (let i = 0; i < length; i++) if (!Object.is(values[i], start + i * by)) return undefined;
  return { as: "even", start, by, length };
}
