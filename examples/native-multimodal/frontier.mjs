/**
 * The frontier protocol of the paper's appendix C.3, as plainly as it can be written: the generator measures its own curves
 * with it. Isoflop's fits do not use this file; that both agree is what the example's test shows.
 */

/** @typedef {{ c: readonly number[], loss: readonly number[] }} Curve training FLOPs (rising) and cross-entropy of one run */

/** @param {Curve} curve @param {number} c @returns {number} ln L at c, linear in ln C between points; Infinity outside them */
function lnLossAt({ c: xs, loss }, c) {
  const after = xs.findIndex((x) => x >= c);
  const right = xs[after];
  if (right === undefined) return Infinity;
  const lnRight = Math.log(loss[after] ?? NaN);
  if (right === c) return lnRight;
  const left = xs[after - 1];
  if (left === undefined) return Infinity;
  const share = Math.log(c / left) / Math.log(right / left);
  return (1 - share) * Math.log(loss[after - 1] ?? NaN) + share * lnRight;
}

/** @typedef {readonly [x: number, y: number]} Point */

/** @param {readonly Point[]} points x rising @returns {Point[]} vertices of the lower convex hull (Andrew's monotone chain) */
function lowerHull(points) {
  /** @type {Point[]} */
  const hull = [];
  for (const [x, y] of points) {
    while (hull.length > 1) {
      const [x1, y1] = hull[hull.length - 2] ?? [NaN, NaN];
      const [x2, y2] = hull[hull.length - 1] ?? [NaN, NaN];
      if ((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) > 0) break;
      hull.pop();
    }
    hull.push([x, y]);
  }
  return hull;
}

/** @param {readonly Point[]} hull @param {number} x @returns {number} */
function readHull(hull, x) {
  const after = Math.max(
    1,
    hull.findIndex((vertex) => vertex[0] >= x),
  );
  const [x1, y1] = hull[after - 1] ?? [NaN, NaN];
  const [x2, y2] = hull[after] ?? [NaN, NaN];
  return y1 + ((y2 - y1) * (x - x1)) / (x2 - x1);
}

/** @param {readonly Point[]} points @returns {{ a: number, b: number, r2: number }} `L = a·C^−b` by OLS of ln L on ln C */
function ols(points) {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of points) {
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * (y - meanY);
    yy += (y - meanY) ** 2;
  }
  const slope = xy / xx;
  return { a: Math.exp(meanY - slope * meanX), b: -slope, r2: (slope * xy) / yy };
}

/**
 * Interpolate within each run, take the lower convex hull of the minimum over runs at 1000 linearly spaced C, fit a line.
 * @param {readonly Curve[]} curves
 * @param {number} from training FLOPs below which points are left out
 */
export function frontierLaw(curves, from) {
  const all = curves.flatMap((curve) => curve.c);
  const low = Math.max(from, Math.min(...all));
  const high = Math.max(...all);
  const grid = Array.from({ length: 1000 }, (_, i) => (i === 999 ? high : low + ((high - low) * i) / 999));
  const envelope = grid.map(
    (c) => /** @type {Point} */ ([Math.log(c), Math.min(...curves.map((curve) => lnLossAt(curve, c)))]),
  );
  const hull = lowerHull(envelope);
  return ols(envelope.map(([x]) => [x, readHull(hull, x)]));
}
