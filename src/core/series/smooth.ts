/** The range of x counts as this many units, whatever its scale: W&B's constant. */
const viewport = 1000;

/**
 * Smooths `y` by a line through the points round each place, weighed by strength^distance on both sides of it (Cleveland 1979's
 * local regression, with exponential weights). A straight stretch comes out as it is, up to both ends: an exponential moving
 * average, which looks back only, lies above a falling curve everywhere and at its end most of all. `strength` runs from 0, which
 * leaves `y` as it is, to 0.99; about as many points count as in an average of that weight.
 *
 * Without `x` the distance is in points. With `x` (same length, rising) it is in thousandths of its range, so that runs logged at
 * different rates smooth alike (as W&B's time-weighted average does); give log x for a logarithmic axis. A value that is not
 * finite stays and counts for nothing.
 */
export function smooth(y: Float64Array, strength: number, x?: Float64Array): Float64Array {
  const out = y.slice();
  const weight = Math.min(Math.max(strength, 0), 0.999);
  if (weight === 0) return out;
  const rows = Int32Array.from(y.keys()).filter((i) => Number.isFinite(y[i]));
  const place = placesOf(rows, x);
  const fade = x === undefined ? weight ** 2 : weight;
  const ahead = sumsOf(rows, place, y, fade, 1);
  const behind = sumsOf(rows, place, y, fade, -1);
  for (let k = 0; k < rows.length; k++) {
    const sum = (m: keyof Sums): number => (ahead[m][k] ?? NaN) + (behind[m][k] ?? NaN);
    const own = y[rows[k] ?? 0] ?? NaN;
    // The point itself is in both.
    out[rows[k] ?? 0] = lineAtZero(sum("w") - 1, sum("d"), sum("dd"), sum("y") - own, sum("dy"));
  }
  return out;
}

/** Σ of weights, of distances d and their squares, of values, and of d·y, of the points on one side of each point and itself. */
interface Sums {
  readonly w: Float64Array;
  readonly d: Float64Array;
  readonly dd: Float64Array;
  readonly y: Float64Array;
  readonly dy: Float64Array;
}

/** Carried from point to point: moving on by a step moves every distance, and fades every weight. */
function sumsOf(rows: Int32Array, place: Float64Array, y: Float64Array, fade: number, way: 1 | -1): Sums {
  const n = rows.length;
  const column = (): Float64Array => new Float64Array(n);
  const sums = { w: column(), d: column(), dd: column(), y: column(), dy: column() };
  let [w, d, dd, sy, dy] = [0, 0, 0, 0, 0];
  for (let step = 0; step < n; step++) {
    const k = way === 1 ? step : n - 1 - step;
    const moved = step === 0 ? 0 : (place[k] ?? NaN) - (place[k - way] ?? NaN);
    const kept = fade ** Math.abs(moved);
    dy = kept * (dy - moved * sy);
    dd = kept * (dd - 2 * moved * d + moved * moved * w);
    d = kept * (d - moved * w);
    w = kept * w + 1;
    sy = kept * sy + (y[rows[k] ?? 0] ?? NaN);
    [sums.w[k], sums.d[k], sums.dd[k], sums.y[k], sums.dy[k]] = [w, d, dd, sy, dy];
  }
  return sums;
}

/** The weighted least-squares line where d = 0; the mean where the points do not hold a line. */
function lineAtZero(w: number, d: number, dd: number, y: number, dy: number): number {
  const scale = w * dd - d * d;
  return scale > 1e-9 * w * dd ? (dd * y - d * dy) / scale : y / w;
}

/** Where each row stands: its number, or its x in units; a row whose x is not finite stands one unit after the last. */
function placesOf(rows: Int32Array, x: Float64Array | undefined): Float64Array {
  const known = x === undefined ? [] : Array.from(rows, (i) => x[i] ?? NaN).filter(Number.isFinite);
  const range = known.reduce((a, b) => Math.max(a, b), -Infinity) - known.reduce((a, b) => Math.min(a, b), Infinity);
  const out = new Float64Array(rows.length);
  let [at, before] = [0, NaN];
  for (let k = 0; k < rows.length; k++) {
    const here = x?.[rows[k] ?? 0] ?? NaN;
    const moved = range > 0 && Number.isFinite(here - before) ? (Math.max(0, here - before) / range) * viewport : 1;
    if (k > 0) at += moved;
    out[k] = at;
    if (Number.isFinite(here)) before = here;
  }
  return out;
}
