import { differences, holm, type Difference } from "../../core/fit/check/difference";
import type { FittedGroup } from "../../core/state/state";
import { coefficientText } from "../../core/print/equation";
import { known, type Beside } from "../print/sections";
import type { FittedStudy } from "../fitStudy";
import { groupNames } from "../print/groupNames";
import { ink } from "../print/output";
import { printable, table } from "../print/table";

/** Two groups whose coefficients are set against each other, second less first. */
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

/** Whether the coefficients differ between groups of one metric, and between metrics of one group. */
export function groupDifferences(study: FittedStudy): Beside {
  const { groups } = study.fits;
  const tested = test(pairsOf(groups));
  const names = groupNames(groups);
  const symbols = new Map(
    groups.flatMap(({ result: { fit } }) =>
      fit.status === "fitted" ? fit.coefficients.map(({ id, symbol }) => [id, symbol] as const) : [],
    ),
  );
  const rows = tested.map(({ pair, coefficient, value, low, high, p, adjusted, differs }) => [
    `${names.label(pair.second)} − ${names.label(pair.first)}`,
    printable(symbols.get(coefficient) ?? coefficient),
    `${coefficientText(value)} (${coefficientText(low)} … ${coefficientText(high)})`,
    chance(p),
    chance(adjusted),
    differs ? (adjusted < 0.05 ? "differs" : "differs, of one test alone") : "",
  ]);
  const heads = [{ head: "groups" }, { head: "" }, { head: "difference (95 %)" }];
  const right = ["p", "p (Holm)"].map((head) => ({ head, right: true }));
  const none = "No two groups of one metric, or metrics of one group, have intervals to compare.";
  return {
    key: "differences",
    title: "Do the groups differ?",
    lines: rows.length > 0 ? table([...heads, ...right, { head: "" }], rows, ink).split("\n") : [none],
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

/** Holm's correction counts the pairs of one kind and one coefficient together. */
function test(pairs: readonly Pair[]): Tested[] {
  const found = pairs.flatMap((pair) =>
    differences(pair.first.result.fit, pair.second.result.fit, pair.paired).map((one) => ({ ...one, pair })),
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

const chance = (p: number): string => (p < 0.001 ? "< 0.001" : Number.isFinite(p) ? p.toFixed(3) : "");

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
