import { fitGroup } from "../../../src/core/fit/group";
import type { Protocol } from "../../../src/core/fit/protocol/protocol";
import { powerProtocol } from "../power";
import type { Curve } from "../../../src/core/fit/points/curve";
import type { Study, StudyGroup } from "../../../src/core/observe/measure/study";
import type { Run } from "../../../src/core/runs/run";
import { normal, random } from "../../../src/core/stats/random";
import { makeRun } from "../state/runs";

/** A law a·C^−b for each mix and domain. */
export type Truth = Readonly<Record<string, Readonly<Record<string, readonly [a: number, b: number]>>>>;

export const sizes = [1e8, 2e8, 4e8, 8e8, 16e8, 32e8];

/**
 * Runs whose frontiers follow the laws: each size touches its mix's law once and lies above it elsewhere. `noise` is that of whole
 * runs, of ln L: what a seed does.
 */
export function mixRuns(truth: Truth, { noise = 0, seed = 1 } = {}): Run[] {
  const draw = normal(random(seed));
  return Object.entries(truth).flatMap(([mix, laws]) =>
    sizes.map((params) => {
      const tokens = Array.from({ length: 41 }, (_, i) => 20 * params * 10 ** ((i - 20) / 20));
      const best = Math.log(6 * params * 20 * params);
      const losses = Object.entries(laws).map(([domain, [a, b]]) => {
        const lift = Math.exp(noise * draw());
        const loss = tokens.map((D) => {
          const C = 6 * params * D;
          return lift * a * C ** -b * (1 + 0.004 * (Math.log(C) - best) ** 2);
        });
        return [`eval/${domain}/loss`, loss] as const;
      });
      return makeRun({
        name: `${mix} ${params}`,
        facets: { mix, size: String(params) },
        params,
        tokens,
        losses: Object.fromEntries(losses),
      });
    }),
  );
}

/** What a study is after its groups, one a mix and metric, were fitted. */
export function fitted(runs: readonly Run[], change: Partial<Protocol> = {}): Study {
  const protocol = { ...powerProtocol, minFlops: 0, bootstrap: 200, ...change };
  const curvesOf = (own: readonly Run[], key: string): Curve[] =>
    own.flatMap((run) => {
      const series = run.series(key);
      const { flops, tokens, value } = series ?? {};
      if (flops === undefined || tokens === undefined || value === undefined) return [];
      const size = run.facts.params?.value ?? NaN;
      const columns = { N: flops.map(() => size), D: tokens, C: flops };
      return [{ run: run.id, size, x: flops, loss: value, columns }];
    });
  const mixes = [...new Set(runs.map((run) => run.facets.get("mix") ?? ""))].sort();
  const groups = mixes.flatMap((mix) => {
    const own = runs.filter((run) => (run.facets.get("mix") ?? "") === mix);
    const metrics = new Map(own.flatMap((run) => run.metrics.map((metric) => [metric.key, metric])));
    return [...metrics.values()].map((metric): StudyGroup => {
      const group = { id: `${mix} ${metric.key}`, title: mix, facets: new Map([["mix", mix]]), metric, runs: own };
      return { group, result: fitGroup(curvesOf(own, metric.key), protocol) };
    });
  });
  return { ...curvesOnly(runs), groups, curves: ({ group }) => curvesOf(group.runs, group.metric.key) };
}

/** A study before any fit. */
export function curvesOnly(runs: readonly Run[], separating: readonly string[] = ["mix", "init"]): Study {
  const losses = (run: Run): Run["metrics"] => run.metrics;
  const refit: Study["refit"] = (_group, _purpose, curves, protocol) => fitGroup(curves, protocol).fit;
  return { runs, groups: [], x: "flops", losses, curves: () => [], refit, separating };
}

/** The same runs in another order. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const uniform = random(seed);
  return items
    .map((item) => ({ item, at: uniform() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
