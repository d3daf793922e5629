/** An interval of ln γ that is covered by evenly spaced nodes, ends included. */
export interface Grid {
  readonly low: number;
  readonly high: number;
}

/**
 * The grids that hold what carries weight (for each the places of its first and last such node), with a node to spare; undefined where
 * they are hardly narrower than before.
 */
export function zoomed(grids: readonly Grid[], heavy: readonly [number, number][], nodes: number): Grid[] | undefined {
  const next = grids.map(({ low, high }, k) => {
    const step = (high - low) / (nodes - 1);
    const [first, last] = heavy[k] ?? [0, nodes - 1];
    return { low: Math.max(low, low + (first - 1) * step), high: Math.min(high, low + (last + 1) * step) };
  });
  const narrower = next.some(({ low, high }, k) => {
    const grid = grids[k];
    return grid !== undefined && high - low < 0.75 * (grid.high - grid.low);
  });
  return narrower ? next : undefined;
}
