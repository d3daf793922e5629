import { fitGroup, type GroupFit } from "../fit/group";
import type { Curve } from "../fit/points/curve";
import { inputsOf } from "../laws/index";
import { protocolOf, type Protocol } from "../fit/protocol/protocol";
import type { FitChoices } from "./choices";
import { curvesOf } from "./curves";
import { automaticX, groupRuns, type Group } from "./groups";
import type { Run, Series } from "../runs/run";
import type { FittedGroup, Fits } from "./state";

/** A group to be fitted, wherever that is done: curves and protocol are plain data, and `fitted` puts the answer in its place. */
export interface FitTask {
  readonly curves: readonly Curve[];
  readonly protocol: Protocol;
  readonly fitted: (result: GroupFit) => FittedGroup;
}

/** The groups of a study still to be fitted, one at a time, so that the caller can show progress and let others work between. */
export interface Plan {
  readonly groups: readonly Group[];
  /** Whether the fits of before are the answer already. */
  readonly stands: boolean;
  /** The fit of before of the group of that index, where its runs, series and protocol are the same; else undefined. */
  readonly kept: (index: number) => FittedGroup | undefined;
  /** What is to be fitted for the group of that index. */
  readonly task: (index: number) => FitTask;
  /** Fits the group of that index here and now, or gives the fit that is kept. */
  readonly fit: (index: number, cancelled: () => boolean) => FittedGroup;
  readonly finish: (groups: readonly FittedGroup[]) => Fits;
}

/** What to fit for these runs under these choices. */
export function planFits(runs: readonly Run[], choices: FitChoices, before: Fits | undefined): Plan {
  const inputs = inputsOf(choices.law);
  const groups = groupRuns(runs, choices, inputs);
  const x = choices.x === "auto" ? automaticX(groups) : choices.x;
  const protocol = protocolOf(choices, x);
  const asked = JSON.stringify(protocol);
  const known = new Map(
    before !== undefined && asked === JSON.stringify(protocolOf(before.choices, before.x))
      ? before.groups.map((fitted) => [fitted.group.id, fitted])
      : [],
  );
  const keptFit = (group: Group): FittedGroup | undefined => {
    const old = known.get(group.id);
    return old !== undefined && ended(old) && sameSeries(old.from, seriesOf(group)) ? { ...old, group } : undefined;
  };
  const groupAt = (index: number): Group => {
    const group = groups[index];
    if (group === undefined) throw new RangeError(`no group ${index}`);
    return group;
  };
  const task = (index: number): FitTask => {
    const group = groupAt(index);
    const { curves, without } = curvesOf(group, x, inputs, protocol);
    const from = seriesOf(group);
    return { curves, protocol, fitted: (result) => ({ group, without, result, from }) };
  };
  const kept = (index: number): FittedGroup | undefined => keptFit(groupAt(index));
  return {
    groups,
    stands: before?.groups.length === groups.length && groups.every((group) => keptFit(group) !== undefined),
    kept,
    task,
    fit(index, cancelled) {
      const before = kept(index);
      if (before !== undefined) return before;
      const { curves, fitted } = task(index);
      return fitted(fitGroup(curves, protocol, { cancelled }));
    },
    finish: (fitted) => ({ groups: fitted, choices, x }),
  };
}

/** A fit that was cut short says nothing of its group: it is made again. */
function ended({ result: { fit } }: FittedGroup): boolean {
  return fit.status === "fitted" || (fit.code !== "cancelled" && fit.code !== "stopped");
}

function seriesOf(group: Group): (Series | undefined)[] {
  return group.runs.map((run) => run.series(group.metric.key));
}

function sameSeries(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((series, i) => series === b[i]);
}
