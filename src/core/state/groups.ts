import type { FitChoices } from "./choices";
import type { XAxis } from "../fit/protocol/protocol";
import type { Metric, Run, Series } from "../runs/run";
import { identifierOf, mixShares } from "./inputs";
import { titlesOf } from "./titles";

/** The runs whose points make one law: one value of each grouping facet, one metric. */
export interface Group {
  /** Stable over re-reads: made of the facet values and the metric. */
  readonly id: string;
  /** Facet → value, in the order of the grouping. */
  readonly facets: ReadonlyMap<string, string>;
  /** The facet values that tell it from the other groups; "" when there is nothing to tell. */
  readonly title: string;
  readonly metric: Metric;
  readonly runs: readonly Run[];
}

/** Facets that vary within one law rather than between laws: a frontier runs over them. */
const within = new Set(
  (
    "size params parameters n n_params model_size model width depth layers n_layer n_layers d_model n_embd hidden_size heads n_head " +
    "lr learning_rate batch batch_size bs seed steps max_steps tokens flops budget warmup"
  ).split(" "),
);

/** Of these, the ones that are so only as numbers: a warm-up that is "long" or "short" is another way to train. */
const measured = new Set("steps max_steps tokens flops budget warmup lr learning_rate batch batch_size bs".split(" "));

/** Whether a facet of those values tells laws apart (mix, init, optimiser …) rather than points of one law (size, rate, seed …). */
export function separates(facet: string, values: Iterable<string>): boolean {
  const name = facet.toLowerCase();
  if (!within.has(name)) return true;
  return measured.has(name) && [...values].some((value) => value !== "" && !startsAsNumber(value));
}

/** "0.003", "1e-3", "512", "10B", "2000 steps". */
const startsAsNumber = (value: string): boolean => !Number.isNaN(Number.parseFloat(value));

/**
 * The facets that make the groups when nobody says: every one that separates laws, less those that say nothing beyond the
 * others (a folder that holds exactly the runs of one mix). Of equals the one with the most meaning stays. What is an input of the
 * law is none.
 */
export function automaticFacets(runs: readonly Run[], inputs: readonly string[] = []): string[] {
  const names = [...new Set(runs.flatMap((run) => [...run.facets.keys()]))].filter(
    (name) =>
      !inputs.includes(identifierOf(name)) &&
      !(name === "mix" && readsShares(runs, inputs)) &&
      separates(
        name,
        runs.map((run) => run.facets.get(name) ?? ""),
      ),
  );
  const dull = new Map(names.map((name) => [name, meaning(name, runs)]));
  let keep = names;
  for (const name of [...names].sort((a, b) => (dull.get(a) ?? 0) - (dull.get(b) ?? 0))) {
    const others = keep.filter((other) => other !== name);
    // A folder may be there for the sizes: "sweep/46K".
    const given = dull.get(name) === 0 ? ["size"] : [];
    if (others.length > 0 && partitions(runs, [...others, ...given]) === partitions(runs, [...keep, ...given]))
      keep = others;
  }
  return keep;
}

const telling = new Set(["mix", "data", "dataset", "domain", "init", "arch", "architecture", "experiment"]);

/** Whether a law reads a share of the runs' mixes: then it tells them apart itself. */
function readsShares(runs: readonly Run[], inputs: readonly string[]): boolean {
  const further = inputs.filter((name) => name.startsWith("mix_"));
  return further.length > 0 && runs.some((run) => further.some((name) => mixShares(run).has(name)));
}

/** How much a facet says by itself: a position in the path least, then bare numbers, then words, then the field's own names. */
function meaning(facet: string, runs: readonly Run[]): number {
  if (facet === "folder" || facet.startsWith("folder ")) return 0;
  if (telling.has(facet.toLowerCase())) return 3;
  return runs.every((run) => !Number.isNaN(Number(run.facets.get(facet) ?? "0"))) ? 1 : 2;
}

function partitions(runs: readonly Run[], facets: readonly string[]): number {
  return new Set(runs.map((run) => JSON.stringify(facets.map((facet) => run.facets.get(facet) ?? "")))).size;
}

/**
 * The losses of a run that are fitted or drawn: those of the role asked for; "auto" = eval, or train where it has no eval. Bits per
 * byte stand in where a role has no cross-entropy.
 */
export function lossesOf(run: Run, role: "auto" | "eval" | "train" | "all"): readonly Metric[] {
  const evals = lossesIn(run, "eval");
  if (role === "eval" || (role === "auto" && evals.length > 0)) return evals;
  const training = lossesIn(run, "train");
  return role === "all"
    ? run.metrics.filter((metric) => evals.includes(metric) || training.includes(metric))
    : training;
}

function lossesIn(run: Run, role: "eval" | "train"): readonly Metric[] {
  const own = run.metrics.filter((metric) => metric.role === role);
  const entropies = own.filter(({ quantity }) => quantity === "ce");
  return entropies.length > 0 ? entropies : own.filter(({ quantity }) => quantity === "bpb");
}

/**
 * The groups of a study: those of the part with most sizes first (a sweep or a trial comes after the grid), in a part by their values.
 * Parts are told apart by every facet but the last.
 */
export function groupRuns(
  runs: readonly Run[],
  choices: Pick<FitChoices, "by" | "metrics">,
  inputs: readonly string[] = [],
): Group[] {
  const by = choices.by === "auto" ? automaticFacets(runs, inputs) : choices.by;
  const groups = new Map<string, { facets: Map<string, string>; metric: Metric; runs: Run[] }>();
  for (const run of [...runs].sort(bySize)) {
    const facets = new Map(
      by.flatMap((facet) => [[facet, run.facets.get(facet) ?? ""]]).filter(([, value]) => value !== "") as [
        string,
        string,
      ][],
    );
    const metrics =
      choices.metrics.length > 0
        ? run.metrics.filter(
            ({ key, asLogged }) => choices.metrics.includes(key) || choices.metrics.includes(asLogged ?? key),
          )
        : lossesOf(run, "auto");
    for (const metric of metrics) {
      const id = JSON.stringify([[...facets], metric.key]);
      const group = groups.get(id);
      if (group === undefined) groups.set(id, { facets, metric, runs: [run] });
      else group.runs.push(run);
    }
  }
  const combinations = new Map([...groups.values()].map(({ facets }) => [keyOf(facets), facets]));
  const titles = titlesOf([...combinations.values()]);
  const titleOf = new Map([...combinations.keys()].map((key, i) => [key, titles[i] ?? ""]));
  const all = [...groups].map(([id, group]) => ({ id, title: titleOf.get(keyOf(group.facets)) ?? "", ...group }));
  return inOrder(all);
}

function inOrder(groups: readonly Group[]): Group[] {
  const partOf = ({ facets }: Group): string => JSON.stringify([...facets.values()].slice(0, -1));
  const sizes = new Map<string, number>();
  for (const group of groups) {
    const own = new Set(group.runs.map((run) => run.facts.params?.value)).size;
    sizes.set(partOf(group), Math.max(own, sizes.get(partOf(group)) ?? 0));
  }
  return [...groups].sort((a, b) => (sizes.get(partOf(b)) ?? 0) - (sizes.get(partOf(a)) ?? 0) || compareValues(a, b));
}

function compareValues(a: Group, b: Group): number {
  const others = [...b.facets.values()];
  for (const [i, value] of [...a.facets.values()].entries()) {
    const order = compareNatural(value, others[i] ?? "");
    if (order !== 0) return order;
  }
  return a.facets.size - b.facets.size || compareNatural(a.metric.key, b.metric.key);
}

/** Sizes rising: resamples of one seed then draw the same sizes of every group, and no order of files moves an interval. */
function bySize(a: Run, b: Run): number {
  const [n, m] = [a.facts.params?.value ?? Infinity, b.facts.params?.value ?? Infinity];
  return n === m ? 0 : n - m;
}

function keyOf(facets: ReadonlyMap<string, string>): string {
  return JSON.stringify([...facets]);
}

/** Compares texts with their numbers as numbers: "0.464B" before "1.6B" before "10B". */
export function compareNatural(a: string, b: string): number {
  return collator.compare(a, b);
}

const collator = new Intl.Collator("en", { numeric: true });

/** What x is when nobody says: FLOPs where any run knows them, else tokens, steps, and parameters where there is no step. */
export function automaticX(groups: readonly Group[]): XAxis {
  const series = groups.flatMap((group) => group.runs.slice(0, 8).map((run) => run.series(group.metric.key)));
  if (series.some((s) => s?.flops !== undefined)) return "flops";
  if (series.some((s) => s?.tokens !== undefined)) return "tokens";
  const sized = groups.some((group) => group.runs.some((run) => run.facts.params !== undefined));
  return sized && !series.some((s) => s !== undefined && hasSteps(s)) ? "params" : "step";
}

/** A log without steps has rows in their order, and NaN for their steps. */
export function hasSteps({ step }: Series): boolean {
  return step.length > 0 && !Number.isNaN(step[0]);
}
