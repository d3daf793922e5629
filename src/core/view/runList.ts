import type { Run } from "../runs/run";
import { lastFinite } from "../stats/lastFinite";
import { automaticFacets, compareNatural, lossesOf } from "../state/groups";
import type { State } from "../state/state";
import { count, decimals } from "./numbers";
import type { Busy, RunItem, RunListView } from "./views";

/** The "Training Runs" tree: runs grouped by the facets that tell laws apart, sizes rising within a group. */
export function runList(state: State): RunListView {
  const facets = automaticFacets(state.runs);
  const groups = new Map<string, Run[]>();
  for (const run of state.runs) {
    const label =
      facets
        .map((facet) => run.facets.get(facet) ?? "")
        .filter((value) => value !== "")
        .join(" · ") || run.group;
    const known = groups.get(label);
    if (known === undefined) groups.set(label, [run]);
    else known.push(run);
  }
  return {
    groups: [...groups]
      .sort(([a], [b]) => compareNatural(a, b))
      .map(([label, runs]) => ({ id: label, label: label || "Runs", runs: runs.sort(bySize).map(runItem) })),
    problems: state.problems,
    busy: busyOf(state),
    runs: state.runs.length,
  };
}

/** Long work in words. */
export function busyOf({ work }: State): Busy | undefined {
  if (work === undefined) return undefined;
  const label = work.kind === "reading" ? "Reading logs" : "Fitting";
  return { label, done: work.done, total: work.total, canCancel: work.kind === "fitting" };
}

function bySize(a: Run, b: Run): number {
  const [n, m] = [a.facts.params?.value ?? Infinity, b.facts.params?.value ?? Infinity];
  return n === m ? compareNatural(a.name, b.name) : n - m;
}

function runItem(run: Run): RunItem {
  const losses = lossesOf(run, "auto").flatMap((metric) => run.series(metric.key) ?? []);
  const last = losses.flatMap(({ value }) => value[lastFinite(value)] ?? []);
  const mean = last.reduce((sum, value) => sum + value, 0) / last.length;
  const parts = [
    last.length === 0 ? "no loss" : `CE ${decimals(mean, 3)}${last.length > 1 ? " (mean)" : ""}`,
    ...(run.facts.tokens ? [`${count(run.facts.tokens.value)} tokens`] : []),
  ];
  return {
    id: run.id,
    label: run.name,
    description: parts.join(" · "),
    status: run.status,
    file: run.files[0] ?? "",
    problems: run.problems,
  };
}
