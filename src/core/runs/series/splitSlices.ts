import type { Table } from "../table/builder";
import type { Layout } from "../table/layout";
import { splitColumn, splitRows, type Split } from "../table/splits";
import { sliceRows, type RowSlice } from "./rowSlice";
import { stepsOf } from "./rowSteps";

/**
 * The slices of rows of one run: one, or one a split where a column tells training from validation. A row without a step has that of
 * the row before it, whatever split that is of.
 */
export function slicesOf(table: Table, layout: Layout, part: Omit<Split, "prefix">, inner: string): RowSlice[] {
  if (splitColumn(table, layout) === undefined) return [sliceRows(table, layout, part.rows, inner, part.steps)];
  const known = part.steps !== undefined || layout.step?.numbers === undefined;
  const whole = known ? undefined : stepsOf(table, layout, part.rows, part.rows?.length ?? table.rows);
  return splitRows(table, layout, { ...part, steps: part.steps ?? whole?.step }).map(({ rows, steps, prefix }, i) => {
    const slice = sliceRows(table, layout, rows, inner + prefix, steps);
    return i > 0 || whole?.perEpoch === undefined ? slice : { ...slice, perEpoch: whole.perEpoch };
  });
}
