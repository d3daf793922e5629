import type { Run } from "../../runs/run";
import { isDraw, isLabel, oneOfEachSeed } from "./matched";
import { domainsIn, keyIn, type Study } from "./study";
import { clockOf, readTrack, sharedSpan, trackOf } from "./track";

/** How far runs lie apart that differ in nothing but their seed. */
export interface SeedSpread {
  readonly domain: string;
  /** Standard deviation of ln L at the end, pooled over the configurations. */
  readonly spread: number;
  /** Degrees of freedom behind it: runs less configurations. */
  readonly df: number;
  /** Largest difference of the loss within a configuration, nats/token. */
  readonly range: number;
  readonly runs: readonly Run[];
  /** Runs of each configuration, which differ in their seed alone. */
  readonly configurations: readonly (readonly Run[])[];
}

/** Runs alike in size and every facet but the seed, two or more of them with different seeds. */
function replicates(runs: readonly Run[]): Run[][] {
  const buckets = new Map<string, Run[]>();
  for (const run of runs) {
    const rest = [...run.facets].filter(([name]) => !isDraw(name) && !isLabel(name)).sort();
    const key = JSON.stringify([run.facts.params?.value ?? null, rest]);
    buckets.set(key, [...(buckets.get(key) ?? []), run]);
  }
  return [...buckets.values()].map(oneOfEachSeed).filter((own) => own.length > 1);
}

/** The spread between seeds of each domain that has any. */
export function seedSpreads(study: Study): ReadonlyMap<string, SeedSpread> {
  const found = new Map<string, SeedSpread>();
  const configurations = replicates(study.runs);
  for (const domain of domainsIn(study, configurations.flat())) {
    let [squares, df, range] = [0, 0, 0];
    const alike: Run[][] = [];
    for (const own of configurations) {
      const levels = endLosses(study, own, domain);
      if (levels.length < 2) continue;
      const logs = levels.map(({ loss }) => Math.log(loss));
      const mean = logs.reduce((sum, v) => sum + v, 0) / logs.length;
      squares += logs.reduce((sum, v) => sum + (v - mean) ** 2, 0);
      df += levels.length - 1;
      range = Math.max(range, ...spanOf(levels.map(({ loss }) => loss)));
      alike.push(levels.map(({ run }) => run));
    }
    if (df > 0)
      found.set(domain, {
        domain,
        spread: Math.sqrt(squares / df),
        df,
        range,
        runs: alike.flat(),
        configurations: alike,
      });
  }
  return found;
}

const spanOf = (values: readonly number[]): [number] => [Math.max(...values) - Math.min(...values)];

/** The losses of runs where the shortest of them ends; runs without that domain are left out. */
export function endLosses(
  study: Study,
  runs: readonly Run[],
  domain: string,
): { readonly run: Run; readonly loss: number }[] {
  const keyOf = keyIn(study, domain);
  const clock = clockOf(study, runs, [domain]);
  const tracks = runs.flatMap((run) => trackOf(run, keyOf(run), clock) ?? []);
  const end = sharedSpan(tracks)?.to;
  if (end === undefined) return [];
  return tracks.flatMap((track) => {
    const level = readTrack(track, end);
    return level === undefined ? [] : [{ run: track.run, loss: level.loss }];
  });
}
