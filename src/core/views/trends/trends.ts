import { curveChoices } from "../../choices/index";
import type { Observation } from "../../observe/measure/observation";
import { noLoss } from "../../state/noLoss";
import { nothingLeft } from "../../state/select";
import type { State } from "../../state/state";
import type { StudyView } from "../view";
import { besideAt } from "./beside";
import { otherY, trendPlaces, trendRuns, trendsAgainst, trendsGrid } from "./grid";

/** How the losses of the runs develop: one chart a domain, every run a line. */
export const trends: StudyView = {
  id: "trends",
  label: "Trends",
  choices: curveChoices,
  needsFit: false,
  figure: trendsGrid,
  notices: (state) => [otherY(state), trendsAgainst(state).notice].filter((text) => text !== ""),
  empty,
  pick: (target) => (target.kind === "chart" ? { run: target.run ?? null } : {}),
  x: (state) => trendsAgainst(state).id,
  beside: besideAt,
  chartsAbout,
};

/** Why there is nothing to see, and what to do. */
function empty(state: State): string {
  const { curves } = state.choices;
  if (trendRuns(state).length === 0) return `No run has “${curves.find}” in its name, folder or facets.`;
  if (curves.y !== "loss") return `No run shown logs “${curves.y}”: choose another metric.`;
  return nothingLeft(state) ?? noLoss(state.runs) ?? "No loss and no other metric in these logs.";
}

/** The charts of the observation's domains, in rows that hold one of its runs. */
function chartsAbout({ domains, runs }: Observation, state: State): readonly string[] {
  if (domains.length === 0) return [];
  const about = new Set(runs);
  return trendPlaces(state)
    .filter(({ panel }) => domains.includes(panel.title))
    .filter(({ part }) => about.size === 0 || part.runs.some(({ id }) => about.has(id)))
    .map(({ id }) => id);
}
