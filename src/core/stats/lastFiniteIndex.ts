/** Index of the last finite value, −1 when there is none. */
export function lastFiniteIndex(values: Float64Array): number {
  let i = values.length - 1;
  while (i >= 0 && !Number.isFinite(values[i])) i--;
  return i;
}
