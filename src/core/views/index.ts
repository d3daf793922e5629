import type { ChoicesPatch } from "../state/choices";
import type { State } from "../state/state";
import { scaling } from "./scaling/scaling";
import { trends } from "./trends/trends";
import type { StudyView, Target } from "./view";

/** Every view of the panel, in the order of the tabs; the first is what a new panel shows. */
export const studyViews: readonly StudyView[] = [trends, scaling];

/** What `Choices.tab` can be. */
export const tabIds: readonly string[] = studyViews.map(({ id }) => id);

/** The view of a tab; the first one where the tab names none. */
export function viewOf(tab: string, views: readonly StudyView[] = studyViews): StudyView {
  const view = views.find(({ id }) => id === tab) ?? views[0];
  if (view === undefined) throw new RangeError("a panel without views");
  return view;
}

/** The tab that shows fits: the one that is open if it does, else the first that does. */
export function tabOfFits(tab: string, views: readonly StudyView[] = studyViews): string {
  const open = viewOf(tab, views);
  return (open.needsFit ? open : (views.find(({ needsFit }) => needsFit) ?? open)).id;
}

/** What a click changes: a group in the list of coefficients is marked, or no longer; anything else is the open view's to say. */
export function patchOfPick(state: State, target: Target, views: readonly StudyView[] = studyViews): ChoicesPatch {
  if (target.kind !== "group") return viewOf(state.choices.tab, views).pick(target, state);
  return { group: target.group === state.choices.group ? null : target.group };
}
