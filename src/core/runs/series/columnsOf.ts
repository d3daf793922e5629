import type { Column } from "../table/builder";
import type { NumberColumn } from "../table/column";
import { statsOf } from "../table/columnStats";
import { metricWords, type Described } from "../described/described";
import { isPlace, type Layout } from "../table/layout";
import { columnOf, fullKey, type Part } from "./rowSlice";
import type { Metric, Scalar } from "../run";
import { metricSet } from "../described/setMetric";

/** Columns that say the same in every row of every part: settings that were logged with each step. */
export function constantsOf(parts: readonly Part[]): Map<string, Scalar> {
  const found = new Map<string, Scalar>();
  const differing = new Set<string>();
  for (const part of parts) {
    const here = constantsIn(part);
    for (const column of part.table.columns) {
      const value = here.get(column.key);
      if (value === undefined || (found.has(column.key) && found.get(column.key) !== value)) differing.add(column.key);
      else found.set(column.key, value);
    }
  }
  for (const key of differing) found.delete(key);
  return found;
}

function constantsIn(part: Part): Map<string, Scalar> {
  const { table, layout, rows, length } = part;
  const found = new Map<string, Scalar>();
  for (const column of table.columns) {
    if (isPlace(layout, column) || column === layout.loss) continue;
    const { numbers, texts } = column;
    const use = layout.meanings.useOf(column.key)?.use ?? "tokensPerStep";
    // Words under the key of a count or a loss are no such thing: `loss_kind` is val, `param_count` is standard.
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

/** The value that all values of a column are; undefined where they differ. */
const onlyValue = (store: NumberColumn) => (store.length > 0 && statsOf(store).same ? store.at(0) : undefined);

/** The same of some rows. */
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
  /** What is wrong with some of them, for the run's problems. */
  readonly doubts: readonly string[];
}

/** The metrics of a run: every numeric column that does not say where a row stands. */
export function metricsOf(parts: readonly Part[], said: Described["metrics"] = []): Measured {
  const found = new Map<string, Metric>();
  const doubts: string[] = [];
  const keys = new Set(parts.flatMap((part) => part.table.columns.map((column) => fullKey(part, column))));
  for (const part of parts) {
    for (const column of part.table.columns) {
      const key = fullKey(part, column);
      if (found.has(key) || !isMeasured(part, column)) continue;
      const { results } = part.layout;
      const told =
        column === part.layout.loss ? saidLoss(key, part.layout) : part.layout.meanings.metricOf(key, results);
      const set = said.length === 0 ? undefined : metricWords(said, key);
      const metric = set === undefined ? told : metricSet(told, set, results);
      if (metric.quantity === "other" && part.layout.step === undefined && !isOrdered(part.layout)) continue;
      if (metric.quantity === "other" && part.layout.step === undefined && part.layout.results) continue;
      const sure = column === part.layout.loss || set?.quantity !== undefined;
      const doubt = sure ? undefined : doubtOf(metric, column.key, parts, keys);
      found.set(key, doubt === undefined ? metric : { key, role: metric.role, quantity: "other", unit: "" });
      if (doubt !== undefined && doubt !== "") doubts.push(doubt);
    }
  }
  return { metrics: [...found.values()], doubts };
}

const isOrdered = ({ tokens, flops }: Layout) => tokens !== undefined || flops !== undefined;

function isMeasured({ layout, rows }: Part, column: Column): boolean {
  if (column.numbers === undefined || isPlace(layout, column)) return false;
  const single = rows?.length === 1 ? rows[0] : undefined;
  return single === undefined || column.numbers.get(single) !== undefined;
}

/** Why a metric that is called a cross-entropy is none: "" where that needs no word, undefined where it is one. */
function doubtOf(metric: Metric, raw: string, parts: readonly Part[], keys: ReadonlySet<string>): string | undefined {
  if (metric.quantity !== "ce") return undefined;
  const folder = metric.key.slice(0, metric.key.length - raw.length);
  const sole = parts.flatMap((part) => part.layout.meanings.soleLosses);
  if (!sole.includes(raw) && sole.some((key) => keys.has(folder + key))) return "";
  let negative = 0;
  let finite = 0;
  for (const numbers of parts.map((part) => columnOf(part, metric.key)?.numbers)) {
    if (numbers === undefined) continue;
    const stats = statsOf(numbers);
    negative += stats.negative;
    finite += stats.finite;
  }
  if (negative * 2 <= finite || finite === 0) return undefined;
  const what = `${negative} of ${finite} values of ${metric.key} are negative`;
  return `${what}: no cross-entropy (an overflowed count, or a sign), not used as one`;
}

/** The column that its owner calls the loss: a cross-entropy, whatever its key says. */
function saidLoss(key: string, layout: Layout): Metric {
  const { role, domain } = layout.meanings.metricOf(key, layout.results);
  const known = role === "other" ? (layout.results ? "eval" : "train") : role;
  return { key, role: known, ...(domain === undefined ? {} : { domain }), quantity: "ce", unit: "nats/token" };
}
