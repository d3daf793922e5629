import { observeCurves, observeLaws, ranked } from "../observe/index";
import type { Observation } from "../observe/observation";
import type { Study } from "../observe/study";
import { lawOf } from "../laws/index";
import { curvesOf } from "../state/curves";
import { automaticFacets, lossesOf } from "../state/groups";
import { shownRuns } from "../state/select";
import type { Fits, State } from "../state/state";
import type { Run } from "../runs/run";

/** The sentences that a careful reader would write under the figures: of the shown runs' curves and of the laws that stand. */
export function observationsOf(state: State): readonly Observation[] {
  if (!state.read) return [];
  const curves = ofCurves(state);
  return ranked(state.fits === undefined ? curves : [...curves, ...ofLaws(state.fits)]);
}

/** The same of fits alone, with the runs they were made of: what leaves with a report. */
export function observationsOfFits(fits: Fits, runs: readonly Run[]): readonly Observation[] {
  return ranked([...observeCurves(studyOf(runs, undefined)), ...ofLaws(fits)]);
}

/** Views are made many times a second, and these sentences only when runs or fits are others. */
const ofFits = new WeakMap<Fits, readonly Observation[]>();
const ofRuns = new WeakMap<readonly Run[], { readonly filter: string; readonly said: readonly Observation[] }>();

function ofLaws(fits: Fits): readonly Observation[] {
  const known = ofFits.get(fits);
  if (known !== undefined) return known;
  const runs = [...new Set(fits.groups.flatMap(({ group }) => group.runs))];
  const said = observeLaws(studyOf(runs, fits));
  ofFits.set(fits, said);
  return said;
}

function ofCurves(state: State): readonly Observation[] {
  const filter = JSON.stringify(state.choices.filter);
  const known = ofRuns.get(state.runs);
  if (known?.filter === filter) return known.said;
  const said = observeCurves(studyOf(shownRuns(state), undefined));
  ofRuns.set(state.runs, { filter, said });
  return said;
}

function studyOf(runs: readonly Run[], fits: Fits | undefined): Study {
  const inputs = fits === undefined ? [] : (lawOf(fits.choices.law)?.inputs ?? []);
  return {
    runs,
    groups: fits?.groups ?? [],
    x: fits?.x ?? "flops",
    losses: (run) => lossesOf(run, "auto"),
    curves: ({ group, result }) => (fits === undefined ? [] : curvesOf(group, fits.x, inputs, result.protocol).curves),
    separating: automaticFacets(runs),
  };
}
