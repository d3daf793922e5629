import { fitGroup, type GroupFit } from "../fit/group";
import type { Curve } from "../fit/points/curve";
import { protocolOf, type Protocol } from "../fit/protocol/protocol";
import { observeCurves, observeLaws, ranked } from "../observe/index";
import { isLabel } from "../observe/measure/matched";
import type { Observation, Rest } from "../observe/measure/observation";
import type { Study } from "../observe/measure/study";
import { inputsOf } from "../laws/index";
import { curvesOf } from "../state/curves";
import { lossesOf, separates } from "../state/groups";
import { facetValues, shownRuns } from "../state/select";
import type { Fits, State } from "../state/state";
import type { Run } from "../runs/run";
import { scientific, significant } from "../print/numbers";
import type { StudyView } from "./view";
import type { ObservationView } from "./views";

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
  const said = observeLaws(studyOf(runsOf(fits), fits));
  ofFits.set(fits, said);
  return said;
}

const runsOf = (fits: Fits): Run[] => [...new Set(fits.groups.flatMap(({ group }) => group.runs))];

/** A further fit that an observation of these laws would rest on. */
export interface Refit {
  /** Where `Fits.refits` is to have it. */
  readonly key: string;
  /** Of the group that it is of. */
  readonly result: GroupFit;
  readonly purpose: string;
  readonly curves: readonly Curve[];
  readonly protocol: Protocol;
}

/** Every further fit that the observations of these laws would ask for, so that none is made where views are. */
export function refitsOf(fits: Fits): Refit[] {
  const asked: Refit[] = [];
  const refit: Study["refit"] = ({ group, result }, purpose, curves, protocol) => {
    asked.push({ key: refitKey(group.id, purpose), result, purpose, curves, protocol });
    return undefined;
  };
  observeLaws({ ...studyOf(runsOf(fits), fits), refit });
  return asked;
}

const refitKey = (group: string, purpose: string): string => JSON.stringify([group, purpose]);

function ofCurves(state: State): readonly Observation[] {
  const filter = JSON.stringify(state.choices.filter);
  const known = ofRuns.get(state.runs);
  if (known?.filter === filter) return known.said;
  const said = observeCurves(studyOf(shownRuns(state), undefined));
  ofRuns.set(state.runs, { filter, said });
  return said;
}

function studyOf(runs: readonly Run[], fits: Fits | undefined): Study {
  const inputs = fits === undefined ? [] : inputsOf(fits.choices.law);
  return {
    runs,
    groups: fits?.groups ?? [],
    x: fits?.x ?? "flops",
    losses: (run) => lossesOf(run, "auto"),
    curves: ({ group }) =>
      fits === undefined ? [] : curvesOf(group, fits.x, inputs, protocolOf(fits.choices, fits.x)).curves,
    refit: ({ group }, purpose, curves, protocol) => {
      if (fits?.refits === undefined) return fitGroup(curves, protocol).fit;
      return fits.refits === "pending" ? undefined : fits.refits.get(refitKey(group.id, purpose));
    },
    separating: separating(runs),
  };
}

/** Facets that tell ways to train apart; where runs were kept, or under what name, only where nothing else does. */
function separating(runs: readonly Run[]): string[] {
  const all = [...facetValues(runs)].flatMap(([facet, values]) => (separates(facet, values) ? [facet] : []));
  const telling = all.filter((facet) => !isLabel(facet));
  return telling.length > 0 ? telling : all;
}

/** The same as the panel shows them, with the charts of the open view that each is about. */
export function observationsView(state: State, { chartsAbout }: StudyView): readonly ObservationView[] {
  return observationsOf(state).map((one) => ({
    id: one.id,
    sentence: one.sentence,
    strength: one.strength,
    caveat: [one.caveat, one.basis].filter((part) => part !== undefined).join(" "),
    numbers: one.numbers.map((rest) => ({ label: rest.label, text: restText(rest) })),
    charts: chartsAbout?.(one, state) ?? [],
  }));
}

/** "0.061 (0.0602 … 0.0672)", "3.2×10²¹ FLOPs". */
export function restText({ value, low, high, unit }: Rest): string {
  const write = (v: number): string =>
    Math.abs(v) < 1e5 && Math.abs(v) >= 1e-4 ? significant(v, 4) : scientific(v, 3);
  const ends = low === undefined || high === undefined ? "" : ` (${write(low)} … ${write(high)})`;
  return `${write(value)}${ends}${unit === "" ? "" : ` ${unit}`}`;
}
