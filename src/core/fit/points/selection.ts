import type { Clean } from "./clean";
import { titleOf } from "./curve";
import type { Protocol } from "../protocol/protocol";
import type { Warning } from "../result";
import { meanOfSeeds } from "./seeds";

/** The runs that take part by the protocol's choices of rates, seeds and cooldown, and what to beware of. */
export interface Selection {
  readonly curves: readonly Clean[];
  readonly warnings: readonly Warning[];
}

type Choices = Pick<Protocol, "points" | "rates" | "seeds">;

/**
 * Keeps the runs that the protocol asks for: those that cooled down, the mean or the best of the seeds of each configuration, the best
 * of what was tuned of each (learning rate and batch size). Runs differ "only in" something where their `About.configuration` is equal and so are the other of rate
 * and seed. The best is the one of the lowest final loss; runs without a usable row never are. Runs whose rate is unknown stay.
 */
export function selectRuns(curves: readonly Clean[], { points, rates, seeds }: Choices): Selection {
  const cooled = points === "cooldown" ? cooledDown(curves) : { curves, warnings: [] };
  const seeded = seeds === "all" ? { curves: cooled.curves, warnings: [] } : bySeed(cooled.curves, seeds);
  const rated = rates === "all" ? { curves: seeded.curves, warnings: [] } : bestRates(seeded.curves, seeds !== "all");
  return { curves: rated.curves, warnings: [...cooled.warnings, ...seeded.warnings, ...rated.warnings] };
}

function cooledDown(curves: readonly Clean[]): Selection {
  const unknown = curves.filter(({ curve }) => curve.about?.decayed === undefined);
  const kept = curves.filter(({ curve }) => curve.about?.decayed === true);
  const count = curves.length - kept.length - unknown.length;
  const warnings: Warning[] = [];
  if (count > 0)
    warnings.push({
      code: "left-out-runs",
      message: `${runs(count)} left out: the learning rate had not come down at the end.`,
    });
  if (unknown.length > 0)
    warnings.push({
      code: "left-out-runs",
      message: `${runs(unknown.length)} left out (${naming(unknown)}): neither a logged learning rate nor a schedule says whether it came down.`,
    });
  return { curves: kept, warnings };
}

function bySeed(curves: readonly Clean[], seeds: "mean" | "lowest"): Selection {
  const families = familiesOf(curves, ({ about }) => [about?.configuration, about?.rate]);
  if (families.every(({ length }) => length < 2))
    return { curves, warnings: [{ code: "no-sweep", message: "No two runs differ in their seed alone." }] };
  return {
    curves: families.map((family) => (seeds === "mean" ? meanOfSeeds(family) : best(family))).filter(isThere),
    warnings: [],
  };
}

/** A tie: the final losses are within this share of each other. */
const tie = 1e-3;

function bestRates(curves: readonly Clean[], acrossSeeds: boolean): Selection {
  const swept = curves.filter(({ curve }) => isRate(curve));
  const families = familiesOf(swept, ({ about }) => [
    about?.tuned ?? about?.configuration,
    acrossSeeds ? "" : about?.seed,
  ]);
  const sweeps = families.filter((family) => ratesOf(family).length > 1 || batchesOf(family) > 1);
  if (sweeps.length === 0)
    return { curves, warnings: [{ code: "no-sweep", message: "No two runs differ in their learning rate alone." }] };
  const others = curves.filter(({ curve }) => !isRate(curve));
  const chosen = [...families.map(best).filter(isThere), ...others];
  const edges = sweeps.flatMap((family) => {
    const own = best(family)?.curve;
    const rates = ratesOf(family.filter(({ curve }) => curve.about?.configuration === own?.about?.configuration));
    if (rates.length < 2) return [];
    const rate = own?.about?.rate ?? NaN;
    return rate === Math.min(...rates) || rate === Math.max(...rates) ? [`${words(own)} at ${rate}`] : [];
  });
  const ties = sweeps.flatMap((family) => {
    const winner = best(family);
    const second = best(family.filter((one) => one.curve.about?.rate !== winner?.curve.about?.rate));
    if (winner === undefined || second === undefined || !(finalLoss(second) / finalLoss(winner) - 1 < tie)) return [];
    return [`${words(winner.curve)} at ${winner.curve.about?.rate ?? ""} and ${second.curve.about?.rate ?? ""}`];
  });
  const of = (found: readonly string[]): string =>
    `${found.length} of ${sweeps.length} learning-rate sweeps (${list(found)})`;
  return {
    curves: chosen,
    warnings: [
      ...(edges.length > 0
        ? [{ code: "edge-of-sweep" as const, message: `The best is the lowest or highest rate tried in ${of(edges)}.` }]
        : []),
      ...(ties.length > 0
        ? [{ code: "tied-rates" as const, message: `The two best are within 0.1 % in ${of(ties)}.` }]
        : []),
    ],
  };
}

/** Runs with equal keys, in the order in which they are met; a run of unknown configuration is a family of its own. */
function familiesOf(curves: readonly Clean[], key: (curve: Clean["curve"]) => readonly unknown[]): Clean[][] {
  const families = new Map<string, Clean[]>();
  for (const one of curves) {
    const { about, run } = one.curve;
    const id = about?.configuration === undefined ? `run ${run}` : JSON.stringify(key(one.curve));
    const family = families.get(id);
    if (family === undefined) families.set(id, [one]);
    else family.push(one);
  }
  return [...families.values()];
}

const finalLoss = ({ curve, rows }: Clean): number => curve.loss[rows[rows.length - 1] ?? -1] ?? NaN;

/** The run of the lowest final loss, the first of equals; undefined where no run has a usable row. */
function best(family: readonly Clean[]): Clean | undefined {
  let found: Clean | undefined;
  for (const one of family)
    if (one.rows.length > 0 && (found === undefined || finalLoss(one) < finalLoss(found))) found = one;
  return found;
}

const ratesOf = (family: readonly Clean[]): number[] => [
  ...new Set(family.flatMap(({ curve, rows }) => (rows.length > 0 && isRate(curve) ? (curve.about?.rate ?? []) : []))),
];

/** Of the runs of a family that differ in more than rate and seed: their batch sizes. */
const batchesOf = (family: readonly Clean[]): number =>
  new Set(family.map(({ curve }) => curve.about?.configuration)).size;

const isRate = ({ about }: Clean["curve"]): boolean => Number.isFinite(about?.rate);

const isThere = <T>(one: T | undefined): one is T => one !== undefined;
const runs = (count: number): string => (count === 1 ? "1 run" : `${count} runs`);
const words = (curve: Clean["curve"] | undefined): string => (curve === undefined ? "" : titleOf(curve));

/** The first few, so that a sentence stays one. */
const list = (all: readonly string[]): string => (all.length > 2 ? `${all.slice(0, 2).join("; ")} …` : all.join("; "));
const naming = (all: readonly Clean[]): string => list(all.map(({ curve }) => titleOf(curve)));
