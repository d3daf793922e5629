import type { RunCandidate } from "./runCandidates";
import type { Inferred } from "../facts/facts";
import { tokensOf } from "../words/nameTokens";
import { columnOf, type RowSlice } from "../series/rowSlice";
import type { Problem } from "../problem";
import type { Fact, Scalar } from "../run";
import { curveOf, type Curve } from "../series/runSeries";

/** A candidate with its facts. */
export interface InferredRun {
  readonly candidate: RunCandidate;
  readonly known: Inferred;
}

/** A run, and its duplicates. */
export interface UniqueRun<T extends InferredRun> {
  readonly told: T;
  readonly copies: readonly T[];
}

/** Two curves that agree in this many points are of one run, whatever the runs are called. */
const enoughPoints = 20;
/** The same for runs of the same name. */
const enoughPointsOfOneName = 8;
/** Relative tolerance for equal values: tables are written with ten digits. */
const tolerance = 1e-9;

/**
 * Deduplicates runs that are stored more than once: a committed copy of a log, a table and an extract of it, the same table in
 * two folders. The most complete is kept. A copy has no metric of its own, and each of its points lies in the other at the same tokens
 * (or steps) with the same value; it shares the other's name, or all of many points, and nothing that was set differs. Runs of one file are never copies.
 */
export function withoutDuplicates<T extends InferredRun>(all: readonly T[]): UniqueRun<T>[] {
  const copyOf = new Map<T, T>();
  const buckets = new Map<string, T[]>();
  for (const told of all) {
    for (const key of keysOf(told)) {
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, [told]);
      else bucket.push(told);
    }
  }
  for (const bucket of buckets.values()) {
    if (bucket.length < 2) continue;
    const kept: T[] = [];
    for (const told of bucket.filter((one) => !copyOf.has(one)).sort(byFullness)) {
      const original = kept.find((fuller) => isCopy(told, fuller));
      if (original === undefined) kept.push(told);
      else copyOf.set(told, original);
    }
  }
  const copies = new Map<T, T[]>();
  for (const told of copyOf.keys()) {
    let original = told;
    for (let up = copyOf.get(told); up !== undefined; up = copyOf.get(up)) original = up;
    copies.set(original, [...(copies.get(original) ?? []), told]);
  }
  return all.filter((told) => !copyOf.has(told)).map((told) => ({ told, copies: copies.get(told) ?? [] }));
}

/** The hints about duplicates, on the run that is kept. */
export function duplicateHints({ told, copies }: UniqueRun<InferredRun>): Problem[] {
  return copies.map(({ candidate }) => {
    const named =
      candidate.name === told.candidate.name || isResult(candidate) ? "" : ` under the name ${candidate.name}`;
    const message = `this file holds the same values${named}: the run is counted once`;
    return { file: candidate.logs[0]?.path ?? "", message, kind: "hint" };
  });
}

/** Candidates that share one of these keys may be duplicates. */
function keysOf({ candidate, known }: InferredRun): string[] {
  const [metric] = candidate.metrics.filter(({ quantity }) => quantity !== "other");
  if (metric === undefined) return [];
  const ends = candidate.slices.flatMap((slice) => endsOf(slice, metric.key));
  const rows = candidate.slices.reduce((sum, slice) => sum + slice.length, 0);
  const like = JSON.stringify([
    metric.key,
    rows,
    ends.map((end) => end?.toPrecision(8)),
    isResult(candidate) ? known.facts.params?.value : 0,
  ]);
  const named = isResult(candidate) || rows < enoughPointsOfOneName ? [] : [`name ${candidate.name}`];
  const files =
    rows < enoughPointsOfOneName ? [] : candidate.logs.map(({ relative }) => `file ${withoutBackup(relative)}`);
  return [...files, ...named, ...(rows >= enoughPoints || isResult(candidate) ? [like] : [])];
}

/** The first and last value of a column of a slice. */
function endsOf(slice: RowSlice, key: string): (number | undefined)[] {
  const numbers = columnOf(slice, key)?.numbers;
  if (numbers === undefined) return [];
  if (slice.rows === undefined) return [numbers.at(0), numbers.at(numbers.length - 1)];
  return [numbers.get(slice.rows[0] ?? 0), numbers.get(slice.rows[slice.length - 1] ?? 0)];
}

const isResult = ({ slices }: RunCandidate) => slices.every((slice) => slice.layout.rowPerRun);

function byFullness(a: InferredRun, b: InferredRun): number {
  const points = (told: InferredRun) => told.candidate.slices.reduce((sum, slice) => sum + slice.length, 0);
  const logged = ({ known: { facts } }: InferredRun) =>
    [facts.params, facts.tokens, facts.flops].filter((fact) => fact?.from === "logged").length;
  return points(b) - points(a) || logged(b) - logged(a) || a.candidate.id.length - b.candidate.id.length;
}

function isCopy(copy: InferredRun, fuller: InferredRun): boolean {
  const whole = copy.candidate.name !== fuller.candidate.name && !isBackup(copy.candidate, fuller.candidate);
  if (whole && isResult(copy.candidate) && !sameFacts(copy, fuller)) return false;
  const { candidate } = copy;
  if (!candidate.metrics.every(({ key, quantity }) => quantity === "other" || lies(copy, fuller, key, whole)))
    return false;
  const paths = new Set(fuller.candidate.logs.map(({ path }) => path));
  return (
    !candidate.logs.some(({ path }) => paths.has(path)) &&
    !conflict(settingsOf(candidate), settingsOf(fuller.candidate))
  );
}

/** Suffixes of backups: `log.jsonl.bak`, `log.jsonl.1`, `log.jsonl~`. */
const withoutBackup = (path: string) => path.replace(/(\.(bak|backup|old|orig|copy|\d{1,3})|~)+$/i, "");

const isBackup = (copy: RunCandidate, of: RunCandidate) =>
  copy.logs.every(({ relative }) => of.logs.some((log) => log.relative === withoutBackup(relative)));

/** All settings of a candidate: from its configs, its name and folders, and `isoflop.json`. */
function settingsOf({ settings, pieces, said }: RunCandidate): Map<string, Scalar> {
  const named = pieces
    .flatMap(tokensOf)
    .flatMap(({ name, value }): [string, Scalar][] => (name ? [[name, value]] : []));
  const set = [...said.facets].map(([facet, { value }]): [string, Scalar] => [`facet set: ${facet}`, value]);
  return new Map([...settings.values, ...named, ...set]);
}

function conflict(a: ReadonlyMap<string, Scalar>, b: ReadonlyMap<string, Scalar>): boolean {
  return [...a].some(([key, value]) => {
    const other = b.get(key);
    if (other === undefined) return false;
    return typeof value === "number" && typeof other === "number" ? !near(value, other) : value !== other;
  });
}

const near = (a: number, b: number) => Object.is(a, b) || Math.abs(a - b) <= tolerance * Math.abs(b);

/** For a single result, N and one of D and C must agree beside the losses. */
function sameFacts({ known: { facts: a } }: InferredRun, { known: { facts: b } }: InferredRun): boolean {
  const same = (one: Fact | undefined, two: Fact | undefined) =>
    one !== undefined && two !== undefined && near(one.value, two.value);
  return same(a.params, b.params) && (same(a.tokens, b.tokens) || same(a.flops, b.flops));
}

/** Curves that were compared, cached per candidate. */
const curves = new WeakMap<RunCandidate, Map<string, Curve | undefined>>();

function curveIn(candidate: RunCandidate, key: string): Curve | undefined {
  const known = curves.get(candidate) ?? new Map<string, Curve | undefined>();
  curves.set(candidate, known);
  if (!known.has(key)) known.set(key, curveOf(candidate.slices, key));
  return known.get(key);
}

/** Whether every point of the copy's curve is on the other's; `whole`: and the other way round. */
function lies(copy: InferredRun, fuller: InferredRun, key: string, whole: boolean): boolean {
  const slice = curveIn(copy.candidate, key);
  const all = curveIn(fuller.candidate, key);
  if (slice === undefined || all === undefined || slice.value.length === 0) return false;
  if (whole && slice.value.length !== all.value.length) return false;
  const numbered = [copy, fuller].some(({ candidate }) => candidate.slices.some((p) => p.numbered));
  if (!numbered) return contained(slice.step, slice.value, all.step, all.value);
  // Row numbers are not steps: compare by tokens.
  const tokens = copy.known.axes.tokens?.(slice.step);
  const others = fuller.known.axes.tokens?.(all.step);
  if (tokens !== undefined && others !== undefined) return contained(tokens, slice.value, others, all.value);
  return slice.value.length === all.value.length && slice.value.every((value, i) => near(value, all.value[i] ?? NaN));
}

function contained(xs: Float64Array, ys: Float64Array, allXs: Float64Array, allYs: Float64Array): boolean {
  let k = 0;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i] ?? NaN;
    while (k < allXs.length && !((allXs[k] ?? NaN) >= x * (1 - tolerance))) k++;
    if (!near(x, allXs[k] ?? NaN) || !near(ys[i] ?? NaN, allYs[k] ?? NaN)) return false;
  }
  return true;
}
