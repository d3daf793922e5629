import type { Problem } from "../runs/problem";
import type { Run } from "../runs/run";
import type { Choices, ChoicesPatch, FitChoices } from "./choices";
import { defaultChoices, patchChoices } from "./choose";
import { emptyState, type AskedQuestion, type Fits, type State, type Work } from "./state";

/** What can happen to a study. */
export type Event =
  | { readonly type: "opened"; readonly roots: readonly string[] }
  | {
      readonly type: "found";
      readonly runs: readonly Run[];
      readonly files: number;
      readonly problems: readonly Problem[];
    }
  | { readonly type: "described"; readonly fit: Partial<FitChoices> }
  | { readonly type: "read" }
  | { readonly type: "working"; readonly work: Work | undefined }
  | { readonly type: "chose"; readonly patch: ChoicesPatch }
  | { readonly type: "resized"; readonly chartWidth: number }
  | { readonly type: "fitted"; readonly fits: Fits }
  | { readonly type: "asked"; readonly question: AskedQuestion | undefined };

/** The only place where the state changes. Pure. */
export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case "opened":
      return {
        ...emptyState,
        choices: state.choices,
        standing: state.standing,
        chartWidth: state.chartWidth,
        roots: event.roots,
      };
    case "found":
      return { ...state, runs: event.runs, files: event.files, problems: event.problems };
    case "described":
      return { ...state, standing: event.fit, choices: followed(state, event.fit) };
    case "read":
      return { ...state, read: true };
    case "working":
      return { ...state, work: event.work };
    case "chose":
      return { ...state, choices: patchChoices(state.choices, event.patch) };
    case "resized":
      return { ...state, chartWidth: clampWidth(event.chartWidth) };
    case "fitted":
      return { ...state, fits: event.fits };
    case "asked":
      return { ...state, question: event.question };
  }
}

/** The choices under what the study's files now say: each that is as they said before, or as usual, goes along. */
function followed({ choices, standing }: State, fit: Partial<FitChoices>): Choices {
  const before = { ...defaultChoices.fit, ...standing };
  const after = { ...defaultChoices.fit, ...fit };
  const own = Object.entries(choices.fit).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof FitChoices]),
  );
  return { ...choices, fit: { ...after, ...Object.fromEntries(own) } };
}

/** A page may report any number; a chart is between 50 and 8000 device pixels wide. */
function clampWidth(width: number): number {
  return Number.isFinite(width) ? Math.min(8000, Math.max(50, Math.round(width))) : 400;
}
