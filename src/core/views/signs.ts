import { lastFiniteIndex } from "../stats/lastFiniteIndex";
import type { Axis, Line, Sign } from "./figure";

/** So many signs of one line say all there is to say. */
const mostOfLine = 12;

/** Where a drawn line leaves the chart at its top: a sign each time it does. */
export function leaving(line: Line, y: Axis): Sign[] {
  const signs: Sign[] = [];
  let outside = false;
  for (let i = 0; i < line.y.length && signs.length < mostOfLine; i++) {
    const value = line.high?.[i] ?? line.y[i] ?? NaN;
    if (Number.isNaN(value)) continue;
    if (value > y.max && !outside) signs.push(signOf(line, "above", line.x[i] ?? NaN, y.max));
    outside = value > y.max;
  }
  return signs;
}

/**
 * Where a run logged a loss that is no number: a sign at each x where that begins, at the height of the last number before. `x` and
 * `y` are the whole columns. A value ≤ 0 is a number, though a logarithmic axis has no place for it.
 */
export function noNumbers(line: Line, x: Float64Array, y: Float64Array): Sign[] {
  const signs: Sign[] = [];
  let before = NaN;
  let within = false;
  for (let i = 0; i < y.length && signs.length < mostOfLine; i++) {
    const value = y[i] ?? NaN;
    const bad = !Number.isFinite(value);
    if (bad && !within) signs.push(signOf(line, "no-number", x[i] ?? NaN, before));
    if (!bad) before = value;
    within = bad;
  }
  return signs.filter((sign) => Number.isFinite(sign.x));
}

/** A smaller rise of ln L over the lowest so far is no loss of course. */
const least = 0.1;

/** Where a run that diverged left its course: the lowest value, if all after it lie above. */
export function turning(line: Line, x: Float64Array, y: Float64Array): Sign[] {
  let lowest = -1;
  for (let i = 0; i < y.length; i++) {
    const value = y[i] ?? NaN;
    if (value > 0 && value < (lowest < 0 ? Infinity : (y[lowest] ?? NaN))) lowest = i;
  }
  const [at, value] = [x[lowest] ?? NaN, y[lowest] ?? NaN];
  const last = y[lastFiniteIndex(y)] ?? NaN;
  return Number.isFinite(at) && Math.log(last / value) > least ? [signOf(line, "diverged", at, value)] : [];
}

function signOf({ run = "", tint }: Line, kind: Sign["kind"], x: number, y: number): Sign {
  return { kind, x, y, run, tint };
}
