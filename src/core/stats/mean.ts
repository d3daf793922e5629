/** Arithmetic mean; undefined for no values. NaN in, NaN out. */
export function mean(values: Iterable<number>): number | undefined {
  let n = 0;
  let sum = 0;
  for (const v of values) {
    n++;
    sum += v;
  }
  return n === 0 ? undefined : sum / n;
}
