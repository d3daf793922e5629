import type { Table } from "../table/builder";
import type { Layout } from "../table/layout";
import { hasBar } from "../table/stepColumns";

/** A metric with this many different values at a single step was not logged at one step. */
const enoughValues = 3;

/** The step, where it is the same in all rows of a log although the log goes on: its writer never incremented it. Else undefined. */
export function stuckStep(table: Table, layout: Layout, rows: Uint32Array | undefined): number | undefined {
  const { meanings } = layout;
  // A bar that stands still before many rows was not buffered with them.
  if (layout.epoch !== undefined && hasBar(table, meanings)) return undefined;
  const length = rows?.length ?? table.rows;
  const column =
    layout.step ?? table.columns.find(({ key, numbers }) => numbers && meanings.useOf(key)?.use === "step");
  const steps = column?.numbers;
  if (steps === undefined || layout.results || length < enoughValues) return undefined;
  const rowAt = (position: number) => (rows === undefined ? position : (rows[position] ?? 0));
  const only = steps.get(rowAt(0));
  if (only === undefined || steps.get(rowAt(length - 1)) !== only) return undefined;
  for (let p = 1; p < length; p++) if (steps.get(rowAt(p)) !== only) return undefined;
  const goesOn = table.columns.some(({ key, numbers }) => {
    if (numbers === undefined || meanings.metricOf(key).quantity === "other") return false;
    const seen = new Set<number>();
    for (let p = 0; p < length && seen.size < enoughValues; p++) {
      const value = numbers.get(rowAt(p));
      if (value !== undefined) seen.add(value);
    }
    return seen.size >= enoughValues;
  });
  return goesOn ? only : undefined;
}
