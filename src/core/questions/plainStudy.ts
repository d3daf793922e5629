import { changesOf } from "../fit/check/whatIf";
import type { Curve } from "../fit/points/curve";
import type { Protocol } from "../fit/protocol/protocol";
import type { FittedGroup, Fits } from "../state/state";
import type { FittedStudy } from "./study";

/** The rows of a group, as its protocol reads them and as the protocols with another choice do. */
interface PlainGroup {
  readonly curves: readonly Curve[];
  readonly rereads: readonly { readonly key: string; readonly curves: readonly Curve[] }[];
}

/** A study as plain data, which another thread can be sent: its runs stay behind. */
export interface PlainStudy {
  readonly fits: Fits;
  /** In the order of the fits' groups. */
  readonly groups: readonly PlainGroup[];
}

/** A study without its runs. `rereads`: with the rows that a what-if reads anew. */
export function plainStudy(study: FittedStudy, rereads: boolean): PlainStudy {
  const { groups, choices, x } = study.fits;
  return {
    fits: { groups: groups.map(withoutRuns), choices, x },
    groups: groups.map((fitted) => {
      const curves = study.curves(fitted);
      return { curves, rereads: rereads ? rereadsOf(study, fitted, curves) : [] };
    }),
  };
}

function rereadsOf(study: FittedStudy, fitted: FittedGroup, curves: readonly Curve[]): PlainGroup["rereads"] {
  return changesOf(curves, fitted.result.protocol)
    .filter(({ rereads }) => rereads)
    .map(({ protocol }) => ({ key: keyOf(protocol), curves: study.curves(fitted, protocol) }));
}

function withoutRuns(fitted: FittedGroup): FittedGroup {
  return { ...fitted, group: { ...fitted.group, runs: [] }, without: [], from: [] };
}

/** The study that was sent. It has no runs: only questions that do not read them can be asked of it. */
export function studyOfPlain({ fits, groups }: PlainStudy): FittedStudy {
  return {
    runs: [],
    fits,
    curves(group, by) {
      const own = groups[fits.groups.indexOf(group)];
      const curves = by === undefined ? own?.curves : own?.rereads.find(({ key }) => key === keyOf(by))?.curves;
      if (curves === undefined) throw new RangeError("These rows were not sent.");
      return curves;
    },
  };
}

const keyOf = (protocol: Protocol): string => JSON.stringify(protocol);
