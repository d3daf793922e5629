import type { HoldOut } from "../core/fit/check/compare";
import type { Curve } from "../core/fit/points/curve";
import { fitGroup } from "../core/fit/group";
import { splitCurves } from "../core/fit/check/holdOut";
import { protocolOf, type Protocol } from "../core/fit/protocol/protocol";
import type { Preset } from "../core/fit/protocol/presets";
import { resolveProtocol } from "../core/fit/points/resolve";
import { lawOf } from "../core/laws/index";
import type { Problem } from "../core/runs/problem";
import type { Run } from "../core/runs/run";
import type { FitChoices } from "../core/state/choices";
import { planFits } from "../core/state/fitting";
import { curvesOf } from "../core/state/curves";
import { automaticFacets, automaticX } from "../core/state/groups";
import type { FittedGroup, Fits } from "../core/state/state";
import { partsHeld, type AskedHoldOut } from "./flags/holdOutFlag";
import type { AskedChoices } from "./flags/protocolFlags";
import { readStudy, type ReadValues } from "./study";

/** The fits of a command line, with what the commands that go further need of them. */
export interface FittedStudy {
  readonly runs: readonly Run[];
  readonly problems: readonly Problem[];
  readonly choices: FitChoices;
  readonly preset: Preset | undefined;
  readonly fits: Fits;
  /** What was kept from the fits. */
  readonly holdOut?: HoldOut;
  /** The rows that a group was read as, before anything was cut or held out; or by another protocol. */
  curves(group: FittedGroup, by?: Protocol): readonly Curve[];
}

/** Reads the runs and fits every group; what `holdOut` names is kept from the fits. */
export async function fitStudy(
  paths: readonly string[],
  values: ReadValues,
  asked: AskedChoices,
  askedHoldOut?: AskedHoldOut,
): Promise<FittedStudy> {
  const { runs, problems } = await readStudy(paths, values);
  const holdOut = askedHoldOut?.(runs);
  const said = asked.choices(runs);
  const inputs = lawOf(said.law)?.inputs;
  const choices = holdOut === undefined ? said : withoutHeld(runs, said, holdOut, inputs);
  const plan = planFits(runs, choices, undefined);
  const x = choices.x === "auto" ? automaticX(plan.groups) : choices.x;
  const protocol = protocolOf(choices, x);
  const groups = plan.groups.map((group, i): FittedGroup => {
    if (holdOut === undefined) return plan.fit(i, () => false);
    const { curves, without } = curvesOf(group, x, inputs, protocol);
    const resolved = resolveProtocol(protocol, curves);
    const { seen } = splitCurves(curves, holdOut, resolved);
    return { group, without, result: fitGroup(seen, resolved), from: [] };
  });
  return {
    runs,
    problems,
    choices,
    preset: asked.preset,
    ...(holdOut === undefined ? {} : { holdOut }),
    fits: plan.finish(groups),
    curves: ({ group }, by = protocol) => curvesOf(group, x, inputs, by).curves,
  };
}

/** Groups that nobody asked for are not made of what tells the held-out runs from the others. */
function withoutHeld(
  runs: readonly Run[],
  choices: FitChoices,
  holdOut: HoldOut,
  inputs: readonly string[] | undefined,
): FitChoices {
  if (choices.by !== "auto") return choices;
  const parts = partsHeld(runs, holdOut);
  const facets = automaticFacets(runs, inputs);
  return facets.some(parts) ? { ...choices, by: facets.filter((facet) => !parts(facet)) } : choices;
}
