import { columnOf, type RowSlice } from "./rowSlice";
import type { Metric } from "../run";
import { statsOf } from "../table/columnStats";

/** The metrics of a run, and what is said of perplexities that stand in for its losses. */
export interface Converted {
  readonly metrics: readonly Metric[];
  readonly hints: readonly string[];
}

/** What perplexities of a unit become. */
const losses: Readonly<Record<string, Pick<Metric, "quantity" | "unit" | "logged">>> = {
  ppl: { quantity: "ce", unit: "nats/token", logged: "ppl" },
  "ppl/byte": { quantity: "bpb", unit: "bits/byte", logged: "ppl/byte" },
};

/**
 * Where a role has neither a cross-entropy nor a loss per byte its perplexities stand in, by their logarithm; a hint says so.
 * Perplexities per word are none per token, and one below 1 is none at all; those of a benchmark's answers (lm-eval) stay what they
 * are. `fixed`: keys whose meaning is set by hand.
 */
export function fromPerplexity(
  metrics: readonly Metric[],
  slices: readonly RowSlice[],
  fixed: (key: string) => boolean,
): Converted {
  const benchmark = slices.some(({ layout }) => layout.meanings.conventions.includes("lm-eval"));
  const known = new Set(
    metrics.filter(({ quantity }) => quantity === "ce" || quantity === "bpb").map(({ role }) => role),
  );
  const stands = ({ key, quantity, unit, role }: Metric): boolean =>
    quantity === "ppl" &&
    losses[unit] !== undefined &&
    role !== "other" &&
    !known.has(role) &&
    !(benchmark && unit === "ppl") &&
    !fixed(key) &&
    isPerplexity(key, slices);
  const taken = new Set(metrics.filter((metric) => stands(metric)));
  return {
    hints: [...taken].map(({ key, role, unit }) => {
      const what = role === "eval" ? "evaluated" : "training";
      const how =
        unit === "ppl" ? `ln(${key}) is taken, a perplexity per token` : `log2(${key}) is taken, bits per byte`;
      return `no ${what} cross-entropy is logged: ${how}; say otherwise under metrics in isoflop.json`;
    }),
    metrics: metrics.map((metric) => (taken.has(metric) ? { ...metric, ...losses[metric.unit] } : metric)),
  };
}

/** Whether the values of a column can be perplexities: none is below 1. */
function isPerplexity(key: string, slices: readonly RowSlice[]): boolean {
  const columns = slices.flatMap((slice) => columnOf(slice, key)?.numbers ?? []);
  return columns.length > 0 && columns.every((numbers) => statsOf(numbers).belowOne === 0);
}
