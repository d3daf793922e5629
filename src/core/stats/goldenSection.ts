const ratio = (Math.sqrt(5) - 1) / 2;

/** The minimum of a function with one valley between two ends, once `enough` holds of what is left between them (200 steps at most). */
export function goldenSection(
  f: (x: number) => number,
  low: number,
  high: number,
  enough: (low: number, high: number) => boolean,
): number {
  for (let i = 0; i < 200 && !enough(low, high); i++) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (f(left) < f(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}
