import type { Choice } from "../choice";
import { areTexts } from "../make";

export interface MetricsField {
  /** Keys of the metrics to fit; empty = every cross-entropy found (eval before train). */
  readonly metrics: readonly string[];
}

export const metrics: Choice<MetricsField> = {
  key: "metrics",
  section: "fit",
  label: "Metrics",
  hint: "What is fitted, by its key as logged; every evaluation loss where none is named",
  fields: { metrics: { default: [], accepts: areTexts, schema: { type: "array", items: { type: "string" } } } },
  control: { kind: "many", empty: { means: "all", label: "All losses" } },
  options: (offer) => offer.metrics,
  parse: (keys) => ({ metrics: keys }),
  write: (values) => values.metrics,
  group: "main",
  flag: { name: "metric", value: "KEY" },
};
