import { fitGroup } from "../fit/group";
import { lawOf } from "../laws/index";
import { protocolOf } from "../fit/protocol/protocol";
import type { FitChoices } from "./choices";
import { curvesOf } from "./curves";
import { automaticX, groupRuns, type Group } from "./groups";
import type { Run, Series } from "../runs/run";
import type { FittedGroup, Fits } from "./state";

/** The groups of a study still to be fitted, one at a time, so that the caller can show progress and let others work between. */
export interface Plan {
  readonly groups: readonly Group[];
  /** Whether the fits of before are the answer already. */
  readonly stands: boolean;
  /** Fits the group of that index. A group whose runs, series and protocol are those of `before` keeps its fit. */
  readonly fit: (index: number, cancelled: () => boolean) => FittedGroup;
  readonly finish: (groups: readonly FittedGroup[]) => Fits;
}

/** What to fit for these runs under these choices. */
export function planFits(runs: readonly Run[], choices: FitChoices, before: Fits | undefined): Plan {
  const inputs = lawOf(choices.law)?.inputs ?? [];
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
    return old !== undefined && sameSeries(old.from, seriesOf(group)) ? { ...old, group } : undefined;
  };
  return {
    groups,
    stands: before?.groups.length === groups.length && groups.every((group) => keptFit(group) !== undefined),
    fit(index, cancelled) {
      const group = groups[index];
      if (group === undefined) throw new RangeError(`no group ${index}`);
      const kept = keptFit(group);
      if (kept !== undefined) return kept;
      const { curves, without } = curvesOf(group, x, inputs, protocol);
      return { group, without, result: fitGroup(curves, protocol, { cancelled }), from: seriesOf(group) };
    },
    finish: (fitted) => ({ groups: fitted, choices, x }),
  };
}

function seriesOf(group: Group): (Series | undefined)[] {
  return group.runs.map((run) => run.series(group.metric.key));
}

function sameSeries(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((series, i) => series === b[i]);
}
