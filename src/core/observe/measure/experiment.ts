import type { Run } from "../../runs/run";
import { isLabel, matchedBy, seedOf, type Matched } from "./matched";

/**
 * What a facet's values are compared on: runs alike in all else, and of one experiment where one holds most of them, so that sweeps,
 * seeds and starts from elsewhere do not come into a comparison of mixes. Of several seeds those that every value was trained with.
 */
export function comparedBy(facet: string, runs: readonly Run[]): Matched[] {
  let kept = runs;
  let found = matchedBy(facet, runs);
  for (const label of new Set(runs.flatMap((run) => [...run.facets.keys()].filter(isLabel)))) {
    const values = new Set(kept.map((run) => run.facets.get(label)));
    for (const value of values) {
      const own = kept.filter((run) => run.facets.get(label) === value);
      const matched = matchedBy(facet, own);
      if (own.length === kept.length || cellsOf(matched) * 2 <= cellsOf(found)) continue;
      [kept, found] = [own, matched];
      break;
    }
  }
  return found.map(withCommonSeeds);
}

/** How many (size, value) there are to compare. */
const cellsOf = (matched: readonly Matched[]): number => matched.reduce((sum, { values }) => sum + values.size, 0);

function withCommonSeeds(one: Matched): Matched {
  const [first = [], ...others] = [...one.values.values()].map((runs) => runs.map(seedOf));
  const common = first.filter((seed) => others.every((seeds) => seeds.includes(seed)));
  if (common.length === 0) return one;
  const values = [...one.values].map(([value, runs]) => [value, runs.filter((run) => common.includes(seedOf(run)))]);
  return { ...one, values: new Map(values as [string, readonly Run[]][]) };
}

/** Of values that were trained at different sizes those that the most were trained at: the rest is another experiment. */
export function sameSizes(matched: readonly Matched[]): Matched[] {
  const sizes = new Map<string, number[]>();
  matched.forEach(({ values }, i) => {
    for (const value of values.keys()) sizes.set(value, [...(sizes.get(value) ?? []), i]);
  });
  const designs = new Map<string, string[]>();
  for (const [value, at] of sizes) designs.set(at.join(" "), [...(designs.get(at.join(" ")) ?? []), value]);
  const cells = ([design, values]: readonly [string, readonly string[]]): number =>
    design.split(" ").length * values.length;
  const [, kept = []] = [...designs].sort((a, b) => cells(b) - cells(a))[0] ?? [];
  return matched.flatMap((one) => {
    const values = new Map([...one.values].filter(([value]) => kept.includes(value)));
    return values.size < 2 ? [] : [{ ...one, values }];
  });
}
