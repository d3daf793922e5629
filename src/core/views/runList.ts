import type { Run } from "../runs/run";
import { lastFiniteIndex } from "../stats/lastFiniteIndex";
import { automaticFacets, compareNatural, lossesOf } from "../state/groups";
import type { State, Work } from "../state/state";
import { titlesOf } from "../state/titles";
import { count, decimals } from "../print/numbers";
import type { Busy, RunItem, RunListView } from "./views";

/** The "Training Runs" tree: runs grouped by the facets that tell laws apart, sizes rising within a group. */
export function runList(state: State): RunListView {
  const names = automaticFacets(state.runs);
  const groups = new Map<string, { facets: ReadonlyMap<string, string>; folder: string; runs: Run[] }>();
  for (const run of state.runs) {
    const facets = new Map(names.flatMap((name) => entry(name, run.facets.get(name))));
    const key = JSON.stringify([...facets]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { facets, folder: run.folder, runs: [run] });
    else known.runs.push(run);
  }
  const titles = titlesOf([...groups.values()].map(({ facets }) => facets));
  return {
    groups: [...groups]
      .map(([id, { folder, runs }], i) => ({
        id,
        label: [titles[i], folder].find((text) => text !== undefined && text !== "") ?? "Runs",
        runs: runs.sort(bySize).map(runItem),
      }))
      .sort((a, b) => compareNatural(a.label, b.label)),
    problems: state.problems,
    busy: busyOf(state),
    runs: state.runs.length,
  };
}

function entry(name: string, value: string | undefined): [string, string][] {
  return value === undefined || value === "" ? [] : [[name, value]];
}

const workLabels: Readonly<Record<Work["kind"], string>> = {
  reading: "Reading logs",
  fitting: "Fitting",
  checking: "Checking the laws",
};

/** Long work in words. */
export function busyOf({ work }: State): Busy | undefined {
  if (work === undefined) return undefined;
  const what = workLabels[work.kind];
  const label = work.unit === "MB" ? `${what}, MB` : what;
  return { label, done: work.done, total: work.total, canCancel: work.kind !== "reading" };
}

function bySize(a: Run, b: Run): number {
  const [n, m] = [a.facts.params?.value ?? Infinity, b.facts.params?.value ?? Infinity];
  return n === m ? compareNatural(a.name, b.name) : n - m;
}

function runItem(run: Run): RunItem {
  const losses = lossesOf(run, "auto").flatMap((metric) => run.series(metric.key) ?? []);
  const last = losses.flatMap(({ value }) => value[lastFiniteIndex(value)] ?? []);
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
