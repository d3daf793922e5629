/** The share of the highest values that may leave a chart at its top. */
const tail = 0.005;
/** They leave only where they take more than this share of the axis: a smooth curve loses nothing. */
const worth = 0.25;

/**
 * The range of a y axis: from the lowest value of any line, which is never cut, to the highest; or, where the highest 0.5 % of the
 * values (a first step, a spike) would press the rest into less than four fifths of the axis, to where they begin. Only finite
 * values count, and on a logarithmic axis only those above 0: the others have no place. `steady` are the values of lines that kept
 * their course, which decide the top; all of them where none did. [NaN, NaN] without a value.
 */
export function courseRange(
  all: readonly Float64Array[],
  steady: readonly Float64Array[],
  scale: "log" | "linear",
): [number, number] {
  const values = placed(all, scale);
  const top = steady.length === 0 ? values : placed(steady, scale);
  const low = values[0] ?? NaN;
  const tops = top.length === 0 ? values : top;
  const highest = tops.at(-1) ?? NaN;
  const usual = tops[Math.ceil((tops.length - 1) * (1 - tail))] ?? NaN;
  const of = (v: number): number => (scale === "log" ? Math.log(v) : v);
  const isFar = of(highest) - of(usual) > worth * (of(usual) - of(low));
  return [low, isFar && usual > low ? usual : highest];
}

function placed(columns: readonly Float64Array[], scale: "log" | "linear"): Float64Array {
  const floor = scale === "log" ? 0 : -Infinity;
  const all = new Float64Array(columns.reduce((sum, { length }) => sum + length, 0));
  let n = 0;
  for (const column of columns) {
    for (const value of column) {
      if (value > floor && value < Infinity) all[n++] = value;
    }
  }
  return all.subarray(0, n).sort();
}
