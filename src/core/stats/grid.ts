/** `n` values from `first` to `last`, both included, evenly spaced; the two ends are exact. */
export function linearGrid(first: number, last: number, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => (i === n - 1 ? last : first + (i * (last - first)) / (n - 1)));
}

/** As `linearGrid`, evenly spaced in the logarithm. Both ends above 0. */
export function logGrid(first: number, last: number, n: number): Float64Array {
  const grid = linearGrid(Math.log(first), Math.log(last), n).map(Math.exp);
  if (n > 0) grid[0] = first;
  if (n > 1) grid[n - 1] = last;
  return grid;
}
