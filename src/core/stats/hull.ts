/**
 * Indices of the vertices of the lower convex hull of points whose x rise strictly (Andrew's monotone chain). Points with a NaN
 * y are not there. Empty for no points.
 */
export function lowerHull(x: Float64Array, y: Float64Array): Int32Array {
  const kept = new Int32Array(x.length);
  let size = 0;
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(y[i] ?? NaN)) continue;
    while (size >= 2 && turn(x, y, kept[size - 2] ?? 0, kept[size - 1] ?? 0, i) <= 0) size--;
    kept[size++] = i;
  }
  return kept.slice(0, size);
}

/** Above 0 when the path i → j → k turns left. */
function turn(x: Float64Array, y: Float64Array, i: number, j: number, k: number): number {
  const [xi = NaN, yi = NaN, xj = NaN, yj = NaN, xk = NaN, yk = NaN] = [x[i], y[i], x[j], y[j], x[k], y[k]];
  return (xj - xi) * (yk - yi) - (yj - yi) * (xk - xi);
}

/** Replaces y between the vertices of the hull by the straight line through them; NaN stays NaN. */
export function readHull(x: Float64Array, y: Float64Array, vertices: Int32Array): Float64Array {
  const out = y.slice();
  for (let v = 1; v < vertices.length; v++) {
    const [i = 0, j = 0] = [vertices[v - 1], vertices[v]];
    const [xi = NaN, yi = NaN, xj = NaN, yj = NaN] = [x[i], y[i], x[j], y[j]];
    for (let k = i + 1; k < j; k++)
      if (!Number.isNaN(y[k] ?? NaN)) out[k] = yi + ((yj - yi) * ((x[k] ?? NaN) - xi)) / (xj - xi);
  }
  return out;
}
