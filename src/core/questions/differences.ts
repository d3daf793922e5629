import { differences as differencesOf, holm, type Difference } from "../fit/check/difference";
import { known } from "../print/derived";
import { coefficientText } from "../print/equation";
import type { Section } from "../print/section";
import type { FittedGroup } from "../state/state";
import { left, right, symbolsOf } from "./columns";
import { groupNames } from "./groupNames";
import type { Question } from "./question";

/** Whether the coefficients differ between groups of one metric, and between metrics of one group. */
export const differences: Question = {
  id: "differences",
  label: "Do the groups differ?",
  parameters: [],
  flag: { name: "compare-groups", help: "whether coefficients differ between groups, with intervals and p" },
  prepare: () => (study) => [groupDifferences(study.fits.groups)],
};

/** Two groups whose coefficients are compared, second less first. */
interface Pair {
  readonly first: FittedGroup;
  readonly second: FittedGroup;
  /** The same runs under two metrics: their resamples pair. */
  readonly paired: boolean;
}

interface Tested extends Difference {
  readonly pair: Pair;
  /** p, given how many pairs were tested for this coefficient. */
  readonly adjusted: number;
}

function groupDifferences(groups: readonly FittedGroup[]): Section {
  const tested = test(pairsOf(groups));
  const names = groupNames(groups);
  const symbols = symbolsOf(groups);
  const rows = tested.map(({ pair, coefficient, value, low, high, p, adjusted, differs }) => [
    `${names.label(pair.second)} − ${names.label(pair.first)}`,
    symbols.get(coefficient) ?? coefficient,
    `${coefficientText(value)} (${coefficientText(low)} … ${coefficientText(high)})`,
    pText(p),
    pText(adjusted),
    differs ? (adjusted < 0.05 ? "differs" : "differs, of one test alone") : "",
  ]);
  const none = "No two groups of one metric, or metrics of one group, have intervals to compare.";
  return {
    id: "differences",
    title: "Do the groups differ?",
    columns: [...left("groups", "", "difference (95 %)"), ...right("p", "p (Holm)"), ...left("")],
    rows,
    lines: rows.length > 0 ? [] : [none],
    values: groups.map((group) => tested.filter(({ pair }) => pair.first === group).map((one) => asJson(one, groups))),
    answered: rows.length > 0,
  };
}

function pairsOf(groups: readonly FittedGroup[]): Pair[] {
  return groups.flatMap((first, i) =>
    groups.slice(i + 1).flatMap((second): Pair[] => {
      const paired = first.group.title === second.group.title;
      const sameMetric = first.group.metric.key === second.group.metric.key;
      return paired || sameMetric ? [{ first, second, paired }] : [];
    }),
  );
}

/** Tests every pair. Holm's correction counts the pairs of one kind and one coefficient together. */
function test(pairs: readonly Pair[]): Tested[] {
  const found = pairs.flatMap((pair) =>
    differencesOf(pair.first.result.fit, pair.second.result.fit, pair.paired).map((one) => ({ ...one, pair })),
  );
  const families = new Map<string, number[]>();
  found.forEach(({ coefficient, pair }, i) => {
    const key = `${coefficient} ${pair.paired}`;
    families.set(key, [...(families.get(key) ?? []), i]);
  });
  const adjusted = new Map<number, number>();
  for (const family of families.values()) {
    const ps = holm(family.map((i) => found[i]?.p ?? NaN));
    family.forEach((i, k) => adjusted.set(i, ps[k] ?? NaN));
  }
  return found.map((one, i) => ({ ...one, adjusted: adjusted.get(i) ?? NaN }));
}

const pText = (p: number): string => (p < 0.001 ? "< 0.001" : Number.isFinite(p) ? p.toFixed(3) : "");

function asJson(
  { pair, coefficient, value, low, high, p, adjusted, differs }: Tested,
  groups: readonly FittedGroup[],
): unknown {
  const { group } = pair.second;
  return {
    with: { index: groups.indexOf(pair.second), ...Object.fromEntries(group.facets), metric: group.metric.key },
    coefficient,
    value: known(value),
    low: known(low),
    high: known(high),
    p: known(p),
    holm: known(adjusted),
    paired: pair.paired,
    differs,
  };
}
