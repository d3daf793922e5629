import type { Table } from "../table/builder";
import type { NumberColumn } from "../table/column";
import type { Layout } from "../table/layout";
import { hasBar } from "../table/stepColumns";
import { runOn } from "./epochs";
import { barLags, stepsByEpoch } from "./epochShare";

/** The steps of the rows of a slice, by position. */
export interface RowSteps {
  /** NaN where unknown; the row number in a table without steps. */
  readonly step: Float64Array;
  /** They were computed from several columns and may change as rows come. */
  readonly derived?: boolean;
  /** Steps an epoch, where the logged step starts again with each. */
  readonly perEpoch?: number;
}

export const rowNumbers = (length: number): Float64Array => Float64Array.from({ length }, (_, i) => i + 1);

/** Whether every row so far has a value. */
export const isFull = (numbers: NumberColumn, length: number): boolean =>
  numbers.rows === undefined && numbers.first === 0 && numbers.length === length;

/** The step of each row: of the first step column that has one there, counted on from epoch to epoch, or by the epoch. */
export function stepsOf(table: Table, layout: Layout, rows: Uint32Array | undefined, length: number): RowSteps {
  const columns = layout.steps.flatMap(({ numbers }) => numbers ?? []);
  const [numbers] = columns;
  if (numbers === undefined) return { step: rowNumbers(length) };
  const step = filled(columns, rows, length);
  const counts = layout.epoch?.numbers;
  if (counts === undefined) return { step };
  const epoch = filled([counts], rows, length);
  const printed = byEpoch(table, layout, rows, { step, epoch });
  if (printed !== undefined) return { step: printed, derived: true };
  const counted = runOn(step, epoch);
  return counted === undefined ? { step } : { ...counted, derived: true };
}

/** The value of the first column that has one in a row; a row without any has that of the row before. */
function filled(columns: readonly NumberColumn[], rows: Uint32Array | undefined, length: number): Float64Array {
  const [only] = columns;
  if (columns.length === 1 && only !== undefined && rows === undefined && isFull(only, length))
    return only.values.subarray(0, length);
  const step = new Float64Array(length);
  let before = NaN;
  for (let p = 0; p < length; p++) {
    const row = rows === undefined ? p : (rows[p] ?? 0);
    for (const numbers of columns) {
      const value = numbers.get(row);
      if (value === undefined || !Number.isFinite(value)) continue;
      before = value;
      break;
    }
    step[p] = before;
  }
  return step;
}

/** The steps of what Hugging Face's Trainer printed into a buffer, behind whose bar many rows stand; else undefined. */
function byEpoch(
  table: Table,
  { meanings }: Layout,
  rows: Uint32Array | undefined,
  { step: bar, epoch }: { readonly step: Float64Array; readonly epoch: Float64Array },
): Float64Array | undefined {
  const total = table.config.get("max_steps");
  if (typeof total !== "number" || !hasBar(table, meanings)) return undefined;
  if (!barLags({ epoch, bar })) return undefined;
  const epochs = table.config.get(epochsTrained);
  const losses = table.columns.filter(({ key }) => key === "loss");
  const evaluated = Array.from(epoch, (_, p) => {
    const row = rows === undefined ? p : (rows[p] ?? 0);
    return !losses.some(({ numbers }) => numbers?.get(row) !== undefined);
  });
  const steps = stepsByEpoch({ epoch, bar, evaluated, total, epochs: typeof epochs === "number" ? epochs : NaN });
  return steps.some((value) => Number.isFinite(value)) ? steps : undefined;
}

/** The setting under which a printed log has the epoch at which it ended. */
export const epochsTrained = "epochs_trained";
