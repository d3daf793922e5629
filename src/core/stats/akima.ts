/**
 * Akima's piecewise cubic through points whose x rise strictly, as a function of x within their range (NaN outside and for fewer than two
 * points). It follows the points locally: one that is off bends only the intervals beside it. Akima 1970.
 */
export function akima(x: Float64Array, y: Float64Array): (at: number) => number {
  const n = x.length;
  if (n < 2) return () => NaN;
  const slope = slopesAt(x, y);
  return (at) => {
    const [first = NaN, last = NaN] = [x[0], x[n - 1]];
    if (!(at >= first && at <= last)) return NaN;
    let k = 0;
    while (k < n - 2 && (x[k + 1] ?? NaN) <= at) k++;
    const width = (x[k + 1] ?? NaN) - (x[k] ?? NaN);
    const u = at - (x[k] ?? NaN);
    const [rise, t0, t1] = [((y[k + 1] ?? NaN) - (y[k] ?? NaN)) / width, slope[k] ?? NaN, slope[k + 1] ?? NaN];
    const square = (3 * rise - 2 * t0 - t1) / width;
    const cube = (t0 + t1 - 2 * rise) / (width * width);
    return (y[k] ?? NaN) + u * (t0 + u * (square + u * cube));
  };
}

/** The slope at each point: the means of its neighbours' rises, each weighed by how little the other side bends. */
function slopesAt(x: Float64Array, y: Float64Array): Float64Array {
  const n = x.length;
  const m = new Float64Array(n + 3);
  for (let k = 0; k < n - 1; k++) m[k + 2] = ((y[k + 1] ?? NaN) - (y[k] ?? NaN)) / ((x[k + 1] ?? NaN) - (x[k] ?? NaN));
  const at = (k: number): number => m[k] ?? NaN;
  if (n === 2) m.fill(at(2));
  else {
    m[1] = 2 * at(2) - at(3);
    m[0] = 2 * at(1) - at(2);
    m[n + 1] = 2 * at(n) - at(n - 1);
    m[n + 2] = 2 * at(n + 1) - at(n);
  }
  const bends = Array.from({ length: n + 2 }, (_, k) => Math.abs(at(k + 1) - at(k)));
  const largest = Math.max(...bends);
  return Float64Array.from({ length: n }, (_, k) => {
    const [left, right] = [bends[k] ?? NaN, bends[k + 2] ?? NaN];
    if (!(left + right > 1e-9 * largest)) return (at(k) + at(k + 3)) / 2;
    return (right * at(k + 1) + left * at(k + 2)) / (left + right);
  });
}
