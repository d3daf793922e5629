import type { LazyNumbers } from "../../core/runs/table/column";
import type { Arrays, Block, Place } from "./blocks";

/**
 * Numbers as a cache entry stores them: in the fewest bytes from which each can be restored to the last bit. They are decoded when
 * someone asks for them.
 */
export type EncodedNumbers =
  /** Evenly spaced, as steps are. */
  | { readonly as: "even"; readonly start: number; readonly by: number; readonly length: number }
  /** 32-bit integers, to be divided by a power of ten: numbers that were logged with few decimals. */
  | { readonly as: "decimal"; readonly by: number; readonly place: Place }
  /** 32-bit floats. */
  | { readonly as: "single"; readonly place: Place }
  | { readonly as: "double"; readonly place: Place };

export function encodeNumbers(values: Float64Array, arrays: Arrays): EncodedNumbers {
  const even = asEven(values);
  if (even !== undefined) return even;
  const by = scales.find((scale) => isDecimal(values.subarray(0, sampled), scale));
  if (by !== undefined && isDecimal(values, by)) {
    return { as: "decimal", by, place: arrays.add(Int32Array.from(values, (v) => Math.round(v * by))) };
  }
  if (values.every((v) => Object.is(Math.fround(v), v)))
    return { as: "single", place: arrays.add(Float32Array.from(values)) };
  return { as: "double", place: arrays.add(values) };
}

export function decodeNumbers(place: EncodedNumbers, block: Block): LazyNumbers {
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

function evenNumbers({ start, by, length }: Extract<EncodedNumbers, { readonly as: "even" }>): LazyNumbers {
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

/** Powers of ten that a double holds exactly, so that a quotient by one of them is the double that the decimal parses to. */
const scales = Array.from({ length: 10 }, (_, k) => 10 ** k);
/** The scale is guessed from so many values. */
const sampled = 64;
const limit32 = 2 ** 31;

function isDecimal(values: Float64Array, scale: number): boolean {
  return values.every((v) => {
    const whole = Math.round(v * scale);
    return Math.abs(whole) < limit32 && Object.is(whole / scale, v) && !Object.is(v, -0);
  });
}

/** Fewer are not worth being recognised as evenly spaced. */
const fewest = 8;

function asEven(values: Float64Array): EncodedNumbers | undefined {
  const { length } = values;
  const start = values[0] ?? NaN;
  const by = (values[1] ?? NaN) - start;
  if (length < fewest || !Number.isFinite(start) || !Number.isFinite(by) || Object.is(start, -0)) return undefined;
  for (let i = 0; i < length; i++) if (!Object.is(values[i], start + i * by)) return undefined;
  return { as: "even", start, by, length };
}
