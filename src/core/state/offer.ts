import type { Offer, Option } from "../choices/choice";
import type { Run } from "../runs/run";
import { automaticFacets, compareNatural, lossesOf } from "./groups";
import { facetValues } from "./select";

/** What the runs of a study have to choose from. */
export function offerOf(runs: readonly Run[]): Offer {
  const losses = new Map(runs.flatMap((run) => lossesOf(run, "all").map((metric) => [metric.key, metric])));
  const metrics = [...losses.values()].map(({ key, domain, role }) => ({
    value: key,
    label: domain ?? key,
    hint: `${role}: ${key}`,
  }));
  return { facets: facetValues(runs), metrics, logged: loggedBy(runs), groupedBy: automaticFacets(runs) };
}

function loggedBy(runs: readonly Run[]): Option[] {
  const keys = new Set<string>();
  for (const run of runs) for (const { key } of run.metrics) keys.add(key);
  return [...keys].sort(compareNatural).map((key) => ({ value: key, label: key, hint: "" }));
}
