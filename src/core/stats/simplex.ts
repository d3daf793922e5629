/** The loss of many mixes at once: `mixes[j][i]` is share j of mix i. NaN where a mix has none. */
export type MixLoss = (mixes: readonly Float64Array[]) => Float64Array;

/** The least of a function over the simplex: shares from 0 up that add up to 1, each within its bounds. */
export interface SimplexMinimum {
  readonly shares: Float64Array;
  readonly value: number;
}

export interface ShareBounds {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/**
 * Searches the simplex from several starts: the best places of a lattice and the middle, each followed by moving share between two
 * parts at a time, by zooming line searches, until no pair gains. Exact to about 1e-6 for a convex function; of others the best of the
 * starts. Undefined where the bounds leave nothing, or the function is nowhere a number.
 */
export function minimizeOnSimplex(loss: MixLoss, bounds: ShareBounds, starts = 4): SimplexMinimum | undefined {
  const places = lattice(bounds);
  if (places.length === 0) return undefined;
  const values = loss(columnsOf(places));
  const order = [...places.keys()]
    .filter((i) => Number.isFinite(values[i]))
    .sort((i, j) => (values[i] ?? NaN) - (values[j] ?? NaN));
  let best: SimplexMinimum | undefined;
  for (const i of order.slice(0, starts)) {
    const found = descend(loss, bounds, places[i] ?? new Float64Array(0));
    if (best === undefined || found.value < best.value) best = found;
  }
  return best;
}

/** The nearest minimum to a start on the simplex. */
export function descend(loss: MixLoss, bounds: ShareBounds, start: Float64Array): SimplexMinimum {
  let shares: Float64Array = start.slice();
  let value = loss(columnsOf([shares]))[0] ?? NaN;
  for (let sweep = 0; sweep < 60; sweep++) {
    const before = value;
    let moved = 0;
    for (let j = 0; j < shares.length; j++)
      for (let k = j + 1; k < shares.length; k++) {
        const found = exchange(loss, bounds, shares, j, k);
        if (!(found.value < value)) continue;
        moved = Math.max(moved, Math.abs((found.shares[j] ?? 0) - (shares[j] ?? 0)));
        ({ shares, value } = found);
      }
    if (moved < 1e-7 || before - value <= 1e-14 * Math.abs(before)) break;
  }
  return { shares, value };
}

const across = 9;

/** The best split of what two parts have together: a grid over it, then grids about its best, each a quarter as wide. */
function exchange(
  loss: MixLoss,
  { low, high }: ShareBounds,
  shares: Float64Array,
  j: number,
  k: number,
): SimplexMinimum {
  const both = (shares[j] ?? 0) + (shares[k] ?? 0);
  const first = Math.max(low[j] ?? 0, both - (high[k] ?? 1));
  const last = Math.min(high[j] ?? 1, both - (low[k] ?? 0));
  let [from, to] = [first, last];
  let best: SimplexMinimum = { shares, value: Infinity };
  while (to - from > 1e-8) {
    const step = (to - from) / (across - 1);
    const places = Array.from({ length: across }, (_, i) => {
      const place = shares.slice();
      place[j] = i === across - 1 ? to : from + i * step;
      place[k] = Math.max(0, both - (place[j] ?? 0));
      return place;
    });
    const values = loss(columnsOf(places));
    places.forEach((place, i) => {
      if ((values[i] ?? NaN) < best.value) best = { shares: place, value: values[i] ?? NaN };
    });
    if (best.value === Infinity) break;
    const centre = best.shares[j] ?? 0;
    [from, to] = [Math.max(first, centre - step), Math.min(last, centre + step)];
  }
  return best;
}

/** Mixes of steps of 1/8 (coarser for many parts) within the bounds, and the middle of the bounds. */
function lattice({ low, high }: ShareBounds): Float64Array[] {
  const n = low.length;
  const least = low.reduce((sum, v) => sum + v, 0);
  const free = 1 - least;
  if (n === 0 || free < -1e-12 || high.reduce((sum, v) => sum + v, 0) < 1 - 1e-12) return [];
  const steps = n <= 5 ? 8 : n <= 8 ? 4 : 2;
  const found: Float64Array[] = [];
  const fill = (parts: readonly number[], left: number): void => {
    if (parts.length === n - 1) {
      const place = Float64Array.from([...parts, left], (part, j) => (low[j] ?? 0) + (part / steps) * free);
      if (place.every((share, j) => share <= (high[j] ?? 1) + 1e-12)) found.push(place);
      return;
    }
    for (let part = 0; part <= left; part++) fill([...parts, part], left - part);
  };
  fill([], steps);
  const span = high.reduce((sum, v, j) => sum + v - (low[j] ?? 0), 0);
  const middle = Float64Array.from(low, (v, j) => v + (span > 0 ? (free * ((high[j] ?? 1) - v)) / span : 0));
  return [...found, middle];
}

function columnsOf(places: readonly Float64Array[]): Float64Array[] {
  const parts = places[0]?.length ?? 0;
  return Array.from({ length: parts }, (_, j) => Float64Array.from(places, (place) => place[j] ?? NaN));
}
