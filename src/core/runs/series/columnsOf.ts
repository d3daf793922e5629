import type { Column } from "../table/builder";
import type { NumberColumn } from "../table/column";
import { isConstant, statsOf } from "../table/columnStats";
import { metricWords, type Described } from "../described/described";
import { isPlace, type Layout } from "../table/layout";
import { columnOf, fullKey, type RowSlice } from "./rowSlice";
import type { Metric, Scalar } from "../run";
import { metricSet } from "../described/setMetric";

/** Columns that are constant over all rows of the run: settings that were logged with each step. */
export function constantsOf(slices: readonly RowSlice[]): Map<string, Scalar> {
  const found = new Map<string, Scalar>();
  const differing = new Set<string>();
  for (const slice of slices) {
    const here = constantsIn(slice);
    for (const column of slice.table.columns) {
      const value = here.get(column.key);
      if (value === undefined || (found.has(column.key) && found.get(column.key) !== value)) differing.add(column.key);
      else found.set(column.key, value);
    }
  }
  for (const key of differing) found.delete(key);
  return found;
}

function constantsIn(slice: RowSlice): Map<string, Scalar> {
  const { table, layout, rows, length } = slice;
  const found = new Map<string, Scalar>();
  for (const column of table.columns) {
    if (isPlace(layout, column) || column === layout.loss) continue;
    const { numbers, texts } = column;
    const use = layout.meanings.useOf(column.key)?.use ?? "tokensPerStep";
    // Text under the key of a count or a loss is a setting: `loss_kind` is val, `param_count` is standard.
    const isWords = (numbers?.length ?? 0) === 0 && use !== "time";
    // A second count of parameters (`N_no_embed` beside `N`) is a setting like any other.
    const isSetting = use === "tokensPerStep" || use === "params";
    if (!isWords && (!isSetting || layout.meanings.metricOf(column.key).quantity !== "other")) continue;
    const store = texts !== undefined && texts.codes.length > 0 ? texts.codes : numbers;
    if (store === undefined) continue;
    if (store === numbers && length < 2 && !layout.results) continue;
    const value = rows === undefined ? onlyValue(store) : onlyValueIn(store, rows);
    if (value === undefined || !Number.isFinite(value)) continue;
    const text = store === numbers ? undefined : texts?.texts[value];
    found.set(column.key, text ?? value);
  }
  return found;
}

/** The one value of a constant column; undefined where values differ. */
const onlyValue = (store: NumberColumn) => (store.length > 0 && isConstant(store) ? store.at(0) : undefined);

/** The same over some rows only. */
function onlyValueIn(store: NumberColumn, rows: Uint32Array): number | undefined {
  let value: number | undefined;
  for (const row of rows) {
    const v = store.get(row);
    if (v === undefined) continue;
    if (value !== undefined && v !== value) return undefined;
    value = v;
  }
  return value;
}

export interface Measured {
  readonly metrics: readonly Metric[];
  /** Problems found with some of them. */
  readonly doubts: readonly string[];
}

/** The metrics of a run: every numeric column that is not an x column. */
export function metricsOf(slices: readonly RowSlice[], said: Described["metrics"] = []): Measured {
  const found = new Map<string, Metric>();
  const doubts: string[] = [];
  const keys = new Set(slices.flatMap((slice) => slice.table.columns.map((column) => fullKey(slice, column))));
  for (const slice of slices) {
    for (const column of slice.table.columns) {
      const key = fullKey(slice, column);
      if (found.has(key) || !isMeasured(slice, column)) continue;
      const { results } = slice.layout;
      const told =
        column === slice.layout.loss ? saidLoss(key, slice.layout) : slice.layout.meanings.metricOf(key, results);
      const set = said.length === 0 ? undefined : metricWords(said, key);
      const metric = set === undefined ? told : metricSet(told, set, results);
      if (metric.quantity === "other" && slice.layout.step === undefined && !isOrdered(slice.layout)) continue;
      if (metric.quantity === "other" && slice.layout.step === undefined && slice.layout.results) continue;
      const sure = column === slice.layout.loss || set?.quantity !== undefined;
      const doubt = sure ? undefined : doubtOf(metric, column.key, slices, keys);
      found.set(key, doubt === undefined ? metric : { key, role: metric.role, quantity: "other", unit: "" });
      if (doubt !== undefined && doubt !== "") doubts.push(doubt);
    }
  }
  return { metrics: [...found.values()], doubts };
}

const isOrdered = ({ tokens, flops }: Layout) => tokens !== undefined || flops !== undefined;

function isMeasured({ layout, rows }: RowSlice, column: Column): boolean {
  if (column.numbers === undefined || isPlace(layout, column)) return false;
  const single = rows?.length === 1 ? rows[0] : undefined;
  return single === undefined || column.numbers.get(single) !== undefined;
}

/** Why a metric whose key says cross-entropy is none: "" where that needs no problem, undefined where it is one. */
function doubtOf(
  metric: Metric,
  raw: string,
  slices: readonly RowSlice[],
  keys: ReadonlySet<string>,
): string | undefined {
  if (metric.quantity !== "ce") return undefined;
  const folder = metric.key.slice(0, metric.key.length - raw.length);
  const sole = slices.flatMap((slice) => slice.layout.meanings.soleLosses);
  if (!sole.includes(raw) && sole.some((key) => keys.has(folder + key))) return "";
  let negative = 0;
  let finite = 0;
  for (const numbers of slices.map((slice) => columnOf(slice, metric.key)?.numbers)) {
    if (numbers === undefined) continue;
    const stats = statsOf(numbers);
    negative += stats.negative;
    finite += stats.finite;
  }
  if (negative * 2 <= finite || finite === 0) return undefined;
  const what = `${negative} of ${finite} values of ${metric.key} are negative`;
  return `${what}: not used as a cross-entropy (an integer overflow, or a negated loss)`;
}

/** The column that `--columns L=…` names: a cross-entropy, whatever its key says. */
function saidLoss(key: string, layout: Layout): Metric {
  const { role, domain } = layout.meanings.metricOf(key, layout.results);
  const known = role === "other" ? (layout.results ? "eval" : "train") : role;
  return { key, role: known, ...(domain === undefined ? {} : { domain }), quantity: "ce", unit: "nats/token" };
}
