import type { LogFile } from "./files";
import { measured } from "../series/restarts";
import type { RowSlice } from "../series/rowSlice";
import type { Metric } from "../run";

/** The logs of a run, and the rows of it in each. */
interface Views {
  readonly logs: readonly LogFile[];
  readonly slices: readonly RowSlice[];
}

/**
 * Drops a log whose metrics are all in logs of a better format (a lower rank): a table exported beside event files, printed
 * output beside what was logged.
 */
export function withoutRepeats({ logs, slices }: Views): Views {
  const ranks = logs.map((log) => log.rank ?? 0);
  if (new Set(ranks).size < 2) return { logs, slices };
  const keys = slices.map(measured);
  const logged = logs.some((log, i) => log.printed !== true && (keys[i]?.size ?? 0) > 0);
  const stays = slices.map((_, i) => {
    if (logged && logs[i]?.printed === true) return false;
    const own = [...(keys[i] ?? [])];
    const better = keys.filter((_keys, k) => (ranks[k] ?? 0) < (ranks[i] ?? 0));
    return own.length === 0 || !own.every((key) => better.some((other) => other.has(key)));
  });
  return { logs: logs.filter((_, i) => stays[i]), slices: slices.filter((_, i) => stays[i]) };
}

/**
 * The metrics of a run whose trainer kept a history of its own (`trainer_state.json`) beside what it gave a tracker: `loss` and
 * `train/loss` are one metric, and the one is left that reaches farther. Others as they are.
 */
export function withoutSynonyms(metrics: readonly Metric[], { logs, slices }: Views): readonly Metric[] {
  const isHistory = (slice: RowSlice) => logs[slices.indexOf(slice)]?.repeats === true;
  const [histories, others] = [slices.filter(isHistory), slices.filter((slice) => !isHistory(slice))];
  if (histories.length === 0 || others.length === 0) return metrics;
  const reach = (some: readonly RowSlice[]) =>
    Math.max(...some.map(({ numbered, highest }) => (numbered ? NaN : highest)));
  const kept = reach(others) > reach(histories) ? others : histories;
  const keys = new Set(kept.flatMap((slice) => [...measured(slice)]));
  const meant = new Set(metrics.filter(({ key }) => keys.has(key)).map(meaningOf));
  return metrics.filter(
    (metric) => metric.quantity === "other" || keys.has(metric.key) || !meant.has(meaningOf(metric)),
  );
}

const meaningOf = ({ role, quantity, unit, domain = "" }: Metric): string => [role, quantity, unit, domain].join();
