import { controlsOf, filterControlsOf } from "../choices/control";
import { shortWords } from "../choices/words";
import { isDefect } from "../runs/problem";
import type { State } from "../state/state";
import type { FitChoices } from "../state/choices";
import { offerOf } from "../state/offer";
import { shownRuns } from "../state/select";
import { coefficientsView } from "./coefficients";
import { observationsView } from "./observations";
import { answerSections, questionsView } from "./questions";
import { plural } from "../print/numbers";
import { busyOf } from "./runList";
import { studyViews, viewOf } from "./index";
import type { StudyView } from "./view";
import type { PanelView } from "./views";

/** The whole study panel for a state, with the figure of the open view alone. `views` are those that have a tab. */
export function panelView(state: State, revision: number, views: readonly StudyView[] = studyViews): PanelView {
  const view = viewOf(state.choices.tab, views);
  const { choices } = state;
  const shown = shownRuns(state);
  const of = shown.length < state.runs.length ? ` of ${state.runs.length}` : "";
  const busy = busyOf(state);
  const offer = offerOf(state.runs);
  return {
    revision,
    choices,
    tabs: views.map(({ id, label }) => ({ id, label })),
    tab: view.id,
    controls: [...controlsOf(view.choices, choices, offer), ...filterControlsOf(choices, offer)],
    protocolWords: shortWords(choices.fit, view.choices),
    headline: `${plural(shown.length, "run")}${of} · ${plural(state.files, "file")} · ${state.roots.join(", ")}`,
    busy,
    empty: emptiness(state, shown.length),
    notices: notices(state, view),
    figure: view.figure(state),
    nothing: busy === undefined ? view.empty(state) : `${busy.label} …`,
    showsFits: view.needsFit,
    coefficients: coefficientsView(state),
    questions: questionsView(state, view),
    side: [...(view.side?.(state) ?? []), ...answerSections(state, view)],
    observations: observationsView(state, view),
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
function notices(state: State, view: StudyView): string[] {
  const without = (known: (run: State["runs"][number]) => boolean): number =>
    state.runs.filter((run) => !known(run)).length;
  const noSize = without((run) => run.facts.params !== undefined);
  const noTokens = without((run) => run.facts.tokens !== undefined);
  const { fits, work, choices } = state;
  const isOld = fits !== undefined && work === undefined && !sameChoices(fits.choices, choices.fit);
  const problems = [...state.runs, state].reduce((sum, { problems }) => sum + problems.filter(isDefect).length, 0);
  return [
    ...(isOld && view.needsFit ? ["These laws were fitted under other choices: press Fit."] : []),
    ...(choices.zoom === undefined ? [] : ["Zoomed: a double click on a chart, or Esc on it, shows all of it again."]),
    ...(view.notices?.(state) ?? []),
    ...(noSize > 0 ? [`Parameters unknown for ${plural(noSize, "run")}: no FLOPs there.`] : []),
    ...(noTokens > 0 ? [`Tokens seen unknown for ${plural(noTokens, "run")}.`] : []),
    ...(problems > 0 ? [`${plural(problems, "problem")} in the logs: see the Training Runs view.`] : []),
  ];
}

function sameChoices(a: FitChoices, b: FitChoices): boolean {
  return (Object.keys(a) as (keyof FitChoices)[]).every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]));
}
