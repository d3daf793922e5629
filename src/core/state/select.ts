import type { Run } from "../runs/run";
import { compareNatural } from "./groups";
import type { FittedGroup, State } from "./state";

/** The runs that pass the facet filters. */
export function shownRuns(state: State): Run[] {
  const filters = Object.entries(state.choices.filter);
  return state.runs.filter((run) => filters.every(([facet, values]) => values.includes(run.facets.get(facet) ?? "")));
}

/** That the facet filters leave no run, with what they ask for; undefined where they leave some, or there is none. */
export function nothingLeft(state: State): string | undefined {
  if (state.runs.length === 0 || shownRuns(state).length > 0) return undefined;
  const asked = Object.entries(state.choices.filter).map(
    ([facet, values]) => `${facet} ${values.join(" or ") || "none"}`,
  );
  return `No run is left of ${state.runs.length}: none has ${asked.join(" and ")}. Widen the filters.`;
}

/** Every facet with its values, over all runs: what filters and groupings can name. */
export function facetValues(runs: readonly Run[]): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, Set<string>>();
  for (const run of runs) {
    for (const [facet, value] of run.facets) {
      const known = values.get(facet);
      if (known === undefined) values.set(facet, new Set([value]));
      else known.add(value);
    }
  }
  return new Map([...values].map(([facet, set]) => [facet, [...set].sort(compareNatural)]));
}

export function runOf(state: State, id: string): Run | undefined {
  return state.runs.find((run) => run.id === id);
}

/** The fit whose group holds this run and metric, if there is one. */
export function fitFor(state: State, run: Run, key: string): FittedGroup | undefined {
  return state.fits?.groups.find(({ group }) => group.metric.key === key && group.runs.some(({ id }) => id === run.id));
}
