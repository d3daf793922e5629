import { curveChoices } from "../../choices/index";
import { noLoss } from "../../state/noLoss";
import { nothingLeft } from "../../state/select";
import type { StudyView } from "../view";
import { trendsGrid } from "./grid";

/** How the losses of the runs develop: one chart a domain, every run a line. */
export const trends: StudyView = {
  id: "trends",
  label: "Trends",
  choices: curveChoices,
  needsFit: false,
  figure: trendsGrid,
  empty: (state) => nothingLeft(state) ?? noLoss(state.runs) ?? "No loss to draw against this axis.",
  pick: (target) => (target.kind === "chart" ? { run: target.run ?? null } : {}),
  x: ({ choices }) => choices.curves.x,
  chartsAbout: ({ domains }) => domains,
};
