import { fitChoices } from "../../choices/index";
import type { Observation } from "../../observe/measure/observation";
import { domainOf } from "../../observe/measure/study";
import { noLoss } from "../../state/noLoss";
import { nothingLeft } from "../../state/select";
import type { State } from "../../state/state";
import type { StudyView } from "../view";
import { scalingGrid } from "./grid";

/** The laws of the study over the curves they were fitted to: a row a combination of facets, a column a domain. */
export const scaling: StudyView = {
  id: "scaling",
  label: "Scaling",
  choices: fitChoices,
  needsFit: true,
  figure: scalingGrid,
  empty: (state) => nothingLeft(state) ?? noLoss(state.runs) ?? "No law is fitted yet: choose above and press Fit.",
  pick: (target) => (target.kind === "chart" ? { group: target.chart, run: target.run ?? null } : {}),
  x: () => "fits",
  chartsAbout,
};

/** The charts of the observation's groups, else those of its domains that hold one of its runs. */
function chartsAbout(one: Observation, { fits }: State): readonly string[] {
  if (one.groups.length > 0) return one.groups;
  const runs = new Set(one.runs);
  return (fits?.groups ?? [])
    .filter(({ group }) => one.domains.length === 0 || one.domains.includes(domainOf(group.metric)))
    .filter(({ group }) => group.runs.some(({ id }) => runs.has(id)))
    .map(({ group }) => group.id);
}
