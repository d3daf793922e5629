import { curveChoices } from "../../choices/index";
import type { StudyView } from "../view";
import { trendsGrid } from "./grid";

/** How the losses of the runs develop: one chart a domain, every run a line. */
export const trends: StudyView = {
  id: "trends",
  label: "Trends",
  choices: curveChoices,
  needsFit: false,
  figure: trendsGrid,
  empty: () => "No loss to draw against this axis.",
  pick: (target) => (target.kind === "chart" ? { run: target.run ?? null } : {}),
  x: ({ choices }) => choices.curves.x,
  chartsAbout: ({ domains }) => domains,
};
