import { splitCurves, type HoldOut } from "../fit/check/holdOut";
import { fitGroup } from "../fit/group";
import { resolveProtocol } from "../fit/points/resolve";
import type { Curve } from "../fit/points/curve";
import { protocolOf, type Protocol } from "../fit/protocol/protocol";
import type { Watch } from "../fit/intervals/resample";
import { inputsOf } from "../laws/index";
import type { Run } from "../runs/run";
import type { FitChoices } from "../state/choices";
import { curvesOf } from "../state/curves";
import { planFits } from "../state/fitting";
import { automaticFacets, automaticX } from "../state/groups";
import type { FittedGroup, Fits } from "../state/state";
import { separatesHeld } from "./parameters/holdOut";

/** The fits of a study, with what the questions about them need. */
export interface FittedStudy {
  readonly runs: readonly Run[];
  readonly fits: Fits;
  /** What the fits did not see. */
  readonly holdOut?: HoldOut;
  /** The rows that a group was read as, before anything was cut or held out; under another protocol where one is given. */
  curves(group: FittedGroup, by?: Protocol): readonly Curve[];
}

/** Fits that were made, as a study to ask about. */
export function studyOf(runs: readonly Run[], fits: Fits): FittedStudy {
  const { choices, x } = fits;
  const inputs = inputsOf(choices.law);
  const own = protocolOf(choices, x);
  return { runs, fits, curves: ({ group }, by = own) => curvesOf(group, x, inputs, by).curves };
}

/** Fits every group of the runs; what `holdOut` names is kept from the fits. */
export function fitStudy(
  runs: readonly Run[],
  asked: FitChoices,
  holdOut?: HoldOut,
  { cancelled = () => false }: Watch = {},
): FittedStudy {
  const choices = holdOut === undefined ? asked : withGroupsLeft(runs, asked, holdOut);
  const plan = planFits(runs, choices, undefined);
  if (holdOut === undefined)
    return studyOf(runs, plan.finish(plan.groups.map((_, i): FittedGroup => plan.fit(i, cancelled))));
  const x = choices.x === "auto" ? automaticX(plan.groups) : choices.x;
  const inputs = inputsOf(choices.law);
  const protocol = protocolOf(choices, x);
  const groups = plan.groups.map((group): FittedGroup => {
    const { curves, without } = curvesOf(group, x, inputs, protocol);
    const resolved = resolveProtocol(protocol, curves);
    const { seen } = splitCurves(curves, holdOut, resolved);
    return { group, without, result: fitGroup(seen, resolved, { cancelled }), from: [] };
  });
  return { ...studyOf(runs, plan.finish(groups)), holdOut };
}

/** Facets that would leave a group without a run to fit make no groups, unless they were asked for. */
function withGroupsLeft(runs: readonly Run[], choices: FitChoices, holdOut: HoldOut): FitChoices {
  if (choices.by !== "auto") return choices;
  const separates = separatesHeld(runs, holdOut);
  const facets = automaticFacets(runs, inputsOf(choices.law));
  return facets.some(separates) ? { ...choices, by: facets.filter((facet) => !separates(facet)) } : choices;
}
