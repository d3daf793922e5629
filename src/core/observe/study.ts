import type { Curve } from "../fit/curve";
import type { GroupFit } from "../fit/group";
import type { XAxis } from "../fit/protocol";
import type { Fitted } from "../fit/result";
import type { Metric, Run } from "../runs/run";

/** A fitted group of runs, as observations read it. */
export interface StudyGroup {
  readonly group: {
    readonly id: string;
    /** What tells it from the other groups, "" where there is nothing to tell. */
    readonly title: string;
    readonly facets: ReadonlyMap<string, string>;
    readonly metric: Metric;
    readonly runs: readonly Run[];
  };
  readonly result: GroupFit;
}

/** A study to be observed. Without groups only its curves are. */
export interface Study {
  readonly runs: readonly Run[];
  readonly groups: readonly StudyGroup[];
  /** What the laws are fitted against. */
  readonly x: XAxis;
  /** The losses of a run that are drawn and fitted. */
  readonly losses: (run: Run) => readonly Metric[];
  /** The rows of a group, as they were fitted. */
  readonly curves: (group: StudyGroup) => readonly Curve[];
  /** Facets that tell laws apart (mix, init …), not points of one law (size, rate, seed …). */
  readonly separating: readonly string[];
}

/** A group whose law stands. */
export interface Lawful extends StudyGroup {
  readonly fit: Fitted;
}

export function lawful(study: Study): Lawful[] {
  return study.groups.flatMap((one) => (one.result.fit.status === "fitted" ? [{ ...one, fit: one.result.fit }] : []));
}

/** The domain of a metric as it is called, its key where it has none. */
export const domainOf = ({ domain, key }: Metric): string => domain ?? key;

/** Groups by their metric, in the order in which they are met. */
export function byMetric<T extends StudyGroup>(groups: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of groups) {
    const { key } = one.group.metric;
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return found;
}

/** A group in a few words: "45-45-10, text". */
export function nameOf({ group }: StudyGroup): string {
  return [group.title, domainOf(group.metric)].filter((part) => part !== "").join(", ");
}
