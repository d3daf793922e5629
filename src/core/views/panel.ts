import { isDefect } from "../runs/problem";
import type { State } from "../state/state";
import type { FitChoices } from "../state/choices";
import { shownRuns } from "../state/select";
import { coefficientsView } from "./coefficients";
import { menusOf } from "./menus";
import { observationsView } from "./observations";
import { plural } from "../print/numbers";
import { busyOf } from "./runList";
import { scalingGrid } from "./scaling/scaling";
import { trendsGrid } from "./trends/trends";
import type { PanelView } from "./views";

/** The whole study panel for a state: every view starts here. Only the open tab's charts are made. */
export function panelView(state: State, revision: number): PanelView {
  const shown = shownRuns(state);
  const of = shown.length < state.runs.length ? ` of ${state.runs.length}` : "";
  return {
    revision,
    choices: state.choices,
    menus: menusOf(state),
    headline: `${plural(shown.length, "run")}${of} · ${plural(state.files, "file")} · ${state.roots.join(", ")}`,
    busy: busyOf(state),
    empty: emptiness(state, shown.length),
    notices: notices(state),
    grid: state.choices.tab === "trends" ? trendsGrid(state) : scalingGrid(state),
    coefficients: coefficientsView(state),
    observations: observationsView(state),
  };
}

function emptiness(state: State, shown: number): PanelView["empty"] {
  if (state.runs.length > 0 && shown > 0) return undefined;
  if (state.runs.length > 0) return { title: "No run passes the filters", detail: "Clear a filter to see runs again." };
  if (!state.read) return undefined;
  if (state.roots.length === 0)
    return { title: "No folder is open", detail: "Open a folder that holds training logs." };
  return {
    title: "No training run found",
    detail: `Looked in ${state.roots.join(", ")} for logs with a step and a loss (“Isoflop: Open Training Runs” chooses another folder).`,
  };
}

/** What a reader of the figures must know and cannot see in them. */
function notices(state: State): string[] {
  const without = (known: (run: State["runs"][number]) => boolean): number =>
    state.runs.filter((run) => !known(run)).length;
  const noSize = without((run) => run.facts.params !== undefined);
  const noTokens = without((run) => run.facts.tokens !== undefined);
  const { fits, work, choices } = state;
  const isOld = fits !== undefined && work === undefined && !sameChoices(fits.choices, choices.fit);
  const problems = [...state.runs, state].reduce((sum, { problems }) => sum + problems.filter(isDefect).length, 0);
  return [
    ...(isOld && choices.tab === "scaling" ? ["These laws were fitted under other choices: press Fit."] : []),
    ...(noSize > 0 ? [`Parameters unknown for ${plural(noSize, "run")}: no FLOPs there.`] : []),
    ...(noTokens > 0 ? [`Tokens seen unknown for ${plural(noTokens, "run")}.`] : []),
    ...(problems > 0 ? [`${plural(problems, "problem")} in the logs: see the Training Runs view.`] : []),
  ];
}

function sameChoices(a: FitChoices, b: FitChoices): boolean {
  return (Object.keys(a) as (keyof FitChoices)[]).every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]));
}
