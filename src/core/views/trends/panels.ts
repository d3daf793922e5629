import type { CurveChoices } from "../../choices/index";
import type { Metric, Run } from "../../runs/run";
import { compareNatural, lossesOf } from "../../state/groups";

/** A column of charts: which metrics of a run are drawn there. */
export interface Panel {
  readonly title: string;
  readonly of: (run: Run) => readonly Metric[];
}

/**
 * The y that is drawn: what was asked for; where that is the losses and no run has one, the metric that most runs log, so that there
 * is something to see. "loss" where nothing is logged at all.
 */
export function yOf(runs: readonly Run[], { y, role }: Pick<CurveChoices, "y" | "role">): string {
  if (y !== "loss" || runs.some((run) => lossesOf(run, role).length > 0)) return y;
  const counts = new Map<string, number>();
  for (const run of runs) for (const { key } of run.metrics) counts.set(key, (counts.get(key) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1] || compareNatural(a[0], b[0]));
  return first?.[0] ?? y;
}

/** What of a run is drawn: its losses of the role asked for, or the one metric that was asked for. */
export function metricsOf(run: Run, { y, role }: Pick<CurveChoices, "y" | "role">): readonly Metric[] {
  return y === "loss" ? lossesOf(run, role) : run.metrics.filter(({ key }) => key === y);
}

/** The name of what a metric was measured on, or its key: the title of its chart, and its colour where domains have colours. */
function domainTitle(metric: Metric): string {
  return metric.domain ?? metric.key;
}

/** One panel a domain; a metric without a domain is a panel of its own, under its key. All in one where domains are told by colour. */
export function panelsOf(
  runs: readonly Run[],
  choices: Pick<CurveChoices, "y" | "role" | "colorBy">,
): readonly Panel[] {
  const titles = domainsOf(runs, choices);
  const all = (run: Run): readonly Metric[] => metricsOf(run, choices);
  if (choices.colorBy === "domains" && titles.length > 0) return [{ title: "", of: all }];
  return titles.map((title) => ({ title, of: (run) => all(run).filter((metric) => domainTitle(metric) === title) }));
}

/** Every domain that is drawn, in order. */
export function domainsOf(runs: readonly Run[], choices: Pick<CurveChoices, "y" | "role">): readonly string[] {
  const titles = new Set<string>();
  for (const run of runs) for (const metric of metricsOf(run, choices)) titles.add(domainTitle(metric));
  return [...titles].sort(compareNatural);
}
