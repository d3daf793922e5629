import type { Metric, Run } from "../runs/run";
import { isDraw, seedOf } from "./matched";
import type { Study } from "./study";
import { readTrack, sharedSpan, trackOf } from "./track";

/** How far runs lie apart that differ in nothing but their seed. */
export interface SeedSpread {
  readonly metric: Metric;
  /** Standard deviation of ln L at the end, pooled over the configurations. */
  readonly spread: number;
  /** Degrees of freedom behind it: runs less configurations. */
  readonly df: number;
  /** Largest difference of the loss within a configuration, nats/token. */
  readonly range: number;
  readonly runs: readonly Run[];
}

/** Runs alike in size and every facet but the seed, two or more of them with different seeds. */
export function replicates(runs: readonly Run[]): Run[][] {
  const buckets = new Map<string, Run[]>();
  for (const run of runs) {
    const rest = [...run.facets].filter(([name]) => !isDraw(name) && !name.startsWith("folder "));
    const key = JSON.stringify([run.facts.params?.value ?? null, rest.sort()]);
    buckets.set(key, [...(buckets.get(key) ?? []), run]);
  }
  return [...buckets.values()].filter((own) => own.length > 1 && new Set(own.map(seedOf)).size === own.length);
}

/** The spread between seeds of each metric that has any, by its key. */
export function seedSpreads(study: Study): ReadonlyMap<string, SeedSpread> {
  const found = new Map<string, SeedSpread>();
  const configurations = replicates(study.runs);
  const metrics = new Map(
    configurations.flat().flatMap((run) => study.losses(run).map((metric) => [metric.key, metric] as const)),
  );
  for (const metric of metrics.values()) {
    let [squares, df, range] = [0, 0, 0];
    const runs: Run[] = [];
    for (const own of configurations) {
      const levels = endLosses(own, metric.key);
      if (levels.length < 2) continue;
      const logs = levels.map(({ loss }) => Math.log(loss));
      const mean = logs.reduce((sum, v) => sum + v, 0) / logs.length;
      squares += logs.reduce((sum, v) => sum + (v - mean) ** 2, 0);
      df += levels.length - 1;
      range = Math.max(range, ...spanOf(levels.map(({ loss }) => loss)));
      runs.push(...levels.map(({ run }) => run));
    }
    if (df > 0) found.set(metric.key, { metric, spread: Math.sqrt(squares / df), df, range, runs });
  }
  return found;
}

const spanOf = (values: readonly number[]): [number] => [Math.max(...values) - Math.min(...values)];

/** The losses of runs where the shortest of them ends; runs without that metric are left out. */
export function endLosses(runs: readonly Run[], key: string): { readonly run: Run; readonly loss: number }[] {
  const series = runs.flatMap((run) => run.series(key) ?? []);
  const clock = series.every(({ tokens }) => tokens !== undefined) ? "tokens" : "step";
  const tracks = runs.flatMap((run) => trackOf(run, key, clock) ?? []);
  const end = sharedSpan(tracks)?.to;
  if (end === undefined) return [];
  return tracks.flatMap((track) => {
    const level = readTrack(track, end);
    return level === undefined ? [] : [{ run: track.run, loss: level.loss }];
  });
}
