import type { Table } from "../table/builder";
import type { Layout } from "../table/layout";

/** So many different values of one metric at one and the same step are no log of that step. */
const MANY = 3;

/** The step that all rows of a log name though it goes on: its writer never counted it up. undefined where there is none. */
export function stuckStep(table: Table, layout: Layout, rows: Uint32Array | undefined): number | undefined {
  const { meanings } = layout;
  const length = rows?.length ?? table.rows;
  const column =
    layout.step ?? table.columns.find(({ key, numbers }) => numbers && meanings.useOf(key)?.use === "step");
  const steps = column?.numbers;
  if (steps === undefined || layout.results || length < MANY) return undefined;
  const rowAt = (position: number) => (rows === undefined ? position : (rows[position] ?? 0));
  const only = steps.get(rowAt(0));
  if (only === undefined || steps.get(rowAt(length - 1)) !== only) return undefined;
  for (let p = 1; p < length; p++) if (steps.get(rowAt(p)) !== only) return undefined;
  const goesOn = table.columns.some(({ key, numbers }) => {
    if (numbers === undefined || meanings.metricOf(key).quantity === "other") return false;
    const seen = new Set<number>();
    for (let p = 0; p < length && seen.size < MANY; p++) {
      const value = numbers.get(rowAt(p));
      if (value !== undefined) seen.add(value);
    }
    return seen.size >= MANY;
  });
  return goesOn ? only : undefined;
}
