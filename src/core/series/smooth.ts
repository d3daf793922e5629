/** The range of x counts as this many units, whatever its scale: W&B's constant. */
const VIEWPORT = 1000;

/**
 * Smooths `y` with an exponential moving average of `weight` (0 leaves it as it is … 0.99 strong), debiased at the start.
 *
 * Without `x` every point counts as one step, as TensorBoard smooths. With `x` (same length, rising) the memory fades with the
 * distance on the axis, as W&B's time-weighted average does (its documentation, "Line plot smoothing"), so that runs logged
 * at different rates smooth alike; give log x for a logarithmic axis. A value that is not finite stays and is not averaged in.
 */
export function smooth(y: Float64Array, weight: number, x?: Float64Array): Float64Array {
  const out = new Float64Array(y.length);
  const strength = Math.min(Math.max(weight, 0), 0.999);
  const range = x === undefined ? NaN : spread(x);
  const base = x === undefined ? strength : Math.min(Math.sqrt(strength), 0.999);
  let sum = 0;
  let mass = 0;
  let before = NaN;
  for (let i = 0; i < y.length; i++) {
    const value = y[i] ?? NaN;
    if (!Number.isFinite(value)) {
      out[i] = value;
      continue;
    }
    const at = x?.[i] ?? NaN;
    const moved = range > 0 && Number.isFinite(at - before) ? (Math.max(0, at - before) / range) * VIEWPORT : 1;
    const fade = strength === 0 ? 0 : base ** moved;
    sum = sum * fade + value;
    mass = mass * fade + 1;
    out[i] = sum / mass;
    if (Number.isFinite(at)) before = at;
  }
  return out;
}

function spread(x: Float64Array): number {
  let low = Infinity;
  let high = -Infinity;
  for (const value of x) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high - low;
}
