import { isPlace, type Layout } from "./layout";
import { metricOf, useOf } from "./names";
import type { Part } from "./part";
import type { Metric, Scalar } from "./run";

/** Columns that say the same in every row of the part: settings that were logged with each step. */
export function constantsOf(part: Part): Map<string, Scalar> {
  const { table, layout, rows, length } = part;
  const found = new Map<string, Scalar>();
  for (const column of table.columns) {
    if (
      isPlace(layout, column) ||
      column === layout.loss ||
      (useOf(column.key)?.use ?? "tokensPerStep") !== "tokensPerStep"
    )
      continue;
    const { numbers, texts } = column;
    const store = texts !== undefined && texts.codes.length > 0 ? texts.codes : numbers;
    if (store === undefined || metricOf(column.key).quantity !== "other") continue;
    if (store === numbers && length < 2 && !layout.results) continue;
    let value: number | undefined;
    let same = true;
    for (let p = 0; p < length && same; p++) {
      const v = store.get(rows === undefined ? p : (rows[p] ?? 0));
      if (v === undefined) continue;
      value ??= v;
      same = v === value;
    }
    if (!same || value === undefined || !Number.isFinite(value)) continue;
    const text = store === numbers ? undefined : texts?.texts[value];
    found.set(column.key, text ?? value);
  }
  return found;
}

/** The metrics of a run: every numeric column that does not say where a row stands. */
export function metricsOf(parts: readonly Part[]): Metric[] {
  const found = new Map<string, Metric>();
  for (const { table, layout, rows } of parts) {
    const single = rows?.length === 1 ? rows[0] : undefined;
    for (const column of table.columns) {
      if (column.numbers === undefined || found.has(column.key) || isPlace(layout, column)) continue;
      if (single !== undefined && column.numbers.get(single) === undefined) continue;
      const metric = column === layout.loss ? saidLoss(column.key, layout) : metricOf(column.key, layout.results);
      // A row without a step has no curve: in tables of results only what was measured counts.
      if (layout.results && metric.quantity === "other" && layout.step === undefined) continue;
      if (
        layout.step === undefined &&
        layout.tokens === undefined &&
        layout.flops === undefined &&
        metric.quantity === "other"
      )
        continue;
      found.set(column.key, metric);
    }
  }
  return [...found.values()];
}

/** The column that its owner calls the loss: a cross-entropy, whatever its key says. */
function saidLoss(key: string, layout: Layout): Metric {
  const { role, domain } = metricOf(key, layout.results);
  const known = role === "other" ? (layout.results ? "eval" : "train") : role;
  return { key, role: known, ...(domain === undefined ? {} : { domain }), quantity: "ce", unit: "nats/token" };
}
