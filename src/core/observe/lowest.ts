import { decimals } from "../print/numbers";
import type { Metric } from "../runs/run";
import { contrast, type Contrast } from "./measure/contrast";
import type { Observation } from "./measure/observation";
import { logLossAt, sharedRange } from "./measure/reading";
import { byDomain, comparable, domainOf, nameOf, type Lawful, type Study } from "./measure/study";
import { atX, counted, listed, ofLaws, sentence } from "./measure/words";

interface LowestLoss {
  readonly metric: Metric;
  /** The lowest loss first. */
  readonly order: readonly Lawful[];
  readonly best: Lawful;
  readonly worst: Lawful;
  /** Of ln L, worst less best. */
  readonly difference: Contrast;
  /** Groups whose loss cannot be told from the lowest. */
  readonly level: readonly Lawful[];
}

/** Which group's law gives the lowest loss at the largest x that all were fitted to, domain by domain, where it can be told. */
export function lowest(study: Study): Observation[] {
  const laws = comparable(study);
  const columns = [...byDomain(laws).values()].filter(({ length }) => length > 1);
  const at = sharedRange(columns.flat())?.high;
  if (at === undefined) return [];
  const comparisons = columns.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  const found = columns
    .flatMap((own) => rankedAt(own, at, comparisons) ?? [])
    .filter(({ difference }) => difference.differs);
  if (found.length === 0) return [];
  const groups = found.flatMap(({ order }) => order);
  const parts = found.map((one) => part(one, at));
  return [
    {
      kind: "lowest",
      id: "lowest",
      sentence: sentence(
        `at ${atX(study.x, at)}, of ${counted(found[0]?.order ?? [])}, ${listed(parts, parts.length)}.`,
      ),
      strength: "sure",
      basis: ofLaws(groups),
      numbers: groups.map((one) => ({
        label: `loss at ${atX(study.x, at)}, ${nameOf(one)}`,
        value: lossOf(one, at),
        unit: "nats/token",
      })),
      groups: found.map(({ best }) => best.group.id),
      runs: [],
      domains: found.map(({ metric }) => domainOf(metric)),
      weight: 6,
    },
  ];
}

const lossOf = (one: Lawful, at: number): number => Math.exp(logLossAt(at)(one.fit));

function rankedAt(own: readonly Lawful[], at: number, comparisons: number): LowestLoss | undefined {
  const read = logLossAt(at);
  const order = [...own].sort((a, b) => read(a.fit) - read(b.fit));
  const [best, worst] = [order[0], order.at(-1)];
  if (best === undefined || worst === undefined) return undefined;
  const difference = contrast(best, worst, read, comparisons);
  const level = order.filter((one) => one !== best && contrast(best, one, read, comparisons)?.differs !== true);
  return difference && { metric: best.group.metric, order, best, worst, difference, level };
}

/** "text loss is lowest in 20-40-40 (2.601, 0.049 below 45-45-10), hardly told from 30-30-40". */
function part({ metric, best, worst, level }: LowestLoss, at: number): string {
  const [low, high] = [lossOf(best, at), lossOf(worst, at)];
  const below = `${decimals(low, 3)}, ${decimals(high - low, 3)} below ${worst.group.title}`;
  const near = level.length === 0 ? "" : `, not told from ${listed(level.map(({ group }) => group.title))}`;
  return `${domainOf(metric)} loss is lowest in ${best.group.title} (${below}${near})`;
}
