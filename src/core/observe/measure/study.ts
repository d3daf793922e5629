import type { Curve } from "../../fit/points/curve";
import type { GroupFit } from "../../fit/group";
import type { Protocol, XAxis } from "../../fit/protocol/protocol";
import type { Fit, Fitted } from "../../fit/result";
import type { Metric, Run } from "../../runs/run";

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
  /**
   * A further fit of a group, by other rows or another protocol; `purpose` tells it from the group's others. Undefined while it is
   * not known: the sentence that needs it is not said yet.
   */
  readonly refit: (group: StudyGroup, purpose: string, curves: readonly Curve[], protocol: Protocol) => Fit | undefined;
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

/** Sizes of the runs that are drawn in the resamples of a fit, in their order; NaN where unknown. */
export function unitSizes({ group, result: { frontier } }: Lawful): number[] {
  const sizes = new Map(group.runs.map((run) => [run.id, run.facts.params?.value ?? NaN]));
  return frontier === undefined ? [...sizes.values()] : frontier.runs.map((id) => sizes.get(id) ?? NaN);
}

/** Whether two groups hold the same sizes in the same order, so that one seed draws the same sizes of both. */
export function sameDesign(first: Lawful, second: Lawful): boolean {
  const [a, b] = [unitSizes(first), unitSizes(second)];
  return a.length === b.length && a.every((size, i) => size > 0 && size === b[i]);
}

/**
 * Groups that can be compared: of those with resamples, the most that hold the same sizes. A sweep beside a grid is another
 * experiment, not another answer to the same question.
 */
export function comparable(study: Study): Lawful[] {
  const designs = new Map<string, Lawful[]>();
  for (const one of lawful(study)) {
    if ((one.fit.resamples?.length ?? 0) === 0) continue;
    const design = unitSizes(one)
      .sort((a, b) => a - b)
      .join(" ");
    designs.set(design, [...(designs.get(design) ?? []), one]);
  }
  return [...designs.values()].reduce((most, own) => (own.length > most.length ? own : most), []);
}

/** A run by its name, or by its whole id where another run of the study is called the same. */
export function calledIn(study: Study, run: Run): string {
  return study.runs.some((other) => other !== run && other.name === run.name) ? run.id : run.name;
}

/** The domain of a metric as it is called, its key where it has none. */
export const domainOf = ({ domain, key }: Metric): string => domain ?? key;

/** Groups by what they were measured on, in the order in which they are met: loggers call one domain by several keys. */
export function byDomain<T extends StudyGroup>(groups: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of groups) {
    const name = domainOf(one.group.metric);
    found.set(name, [...(found.get(name) ?? []), one]);
  }
  return found;
}

/** The domains that these runs were measured on. */
export function domainsIn(study: Study, runs: readonly Run[]): string[] {
  return [...new Set(runs.flatMap((run) => study.losses(run).map(domainOf)))];
}

/** The key of a run's loss on a domain; undefined where it has none. */
export type KeyOf = (run: Run) => string | undefined;

export const keyIn =
  (study: Study, domain: string): KeyOf =>
  (run) =>
    study.losses(run).find((metric) => domainOf(metric) === domain)?.key;

/** A group in a few words: "45-45-10, text". */
export function nameOf({ group }: StudyGroup): string {
  return [group.title, domainOf(group.metric)].filter((part) => part !== "").join(", ");
}
