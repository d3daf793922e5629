import type { Metric, Run, Series } from "../run";

/**
 * Merges keys that are synonyms across runs: one run of a study logs `eval/code/loss`, another `val_code_loss`. They become one
 * metric, under the key that most runs use, so that the runs share a chart and a law. `test` and `dev` are no synonyms of `eval`.
 * Where a single run logs two synonyms it means two things by them, and nothing is merged. Runs without synonyms are returned
 * unchanged.
 */
export function underOneKey(runs: readonly Run[]): readonly Run[] {
  const keys = keysToUse(runs);
  if (keys.size === 0) return runs;
  return runs.map((run) => (run.metrics.some(({ key }) => keys.has(key)) ? renamed(run, keys) : run));
}

/** Key → the synonym to use instead. */
function keysToUse(runs: readonly Run[]): ReadonlyMap<string, string> {
  const alike = new Map<string, Map<string, number>>();
  const apart = new Set<string>();
  for (const run of runs) {
    const own = new Set<string>();
    for (const metric of run.metrics) {
      if (metric.quantity === "other") continue;
      const meaning = identityOf(metric);
      if (own.has(meaning)) apart.add(meaning);
      own.add(meaning);
      const counts = alike.get(meaning) ?? new Map<string, number>();
      counts.set(metric.key, (counts.get(metric.key) ?? 0) + 1);
      alike.set(meaning, counts);
    }
  }
  const use = new Map<string, string>();
  for (const [meaning, counts] of alike) {
    if (counts.size < 2 || apart.has(meaning)) continue;
    const [most] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    for (const key of counts.keys()) if (most !== undefined && key !== most[0]) use.set(key, most[0]);
  }
  return use;
}

/** Synonyms → the word they stand for. */
const customs: ReadonlyMap<string, string> = new Map(
  [
    ["eval", "val valid validation evaluation"],
    ["train", "training"],
    ["loss", "losses ce celoss nll xent crossentropy crossentropyloss"],
  ].flatMap(([word = "", others = ""]) => others.split(" ").map((other): [string, string] => [other, word])),
);

/** Runs are reassembled at every change but keep their metric objects: cache by object. */
const identities = new WeakMap<Metric, string>();

function identityOf(metric: Metric): string {
  const known = identities.get(metric);
  if (known !== undefined) return known;
  const found = readIdentity(metric);
  identities.set(metric, found);
  return found;
}

/** Role, quantity, unit, domain, and the other words of the key, sorted and with synonyms replaced. */
function readIdentity({ key, role, domain = "", quantity, unit, logged }: Metric): string {
  const around = wordsOf(key.replace(domain, " ")).map((word) => customs.get(word) ?? word);
  return JSON.stringify([role, quantity, unit, logged ?? "", wordsOf(domain), around.sort()]);
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function renamed(run: Run, keys: ReadonlyMap<string, string>): Run {
  const metrics = run.metrics.map((metric) => named(metric, keys));
  const logged = new Map(metrics.map(({ key, asLogged }) => [key, asLogged ?? key]));
  return {
    ...run,
    metrics,
    series: (key) => {
      const series = run.series(logged.get(key) ?? key);
      return series && (keys.has(series.key) ? namedSeries(series, keys) : series);
    },
  };
}

const named = (metric: Metric, keys: ReadonlyMap<string, string>): Metric => {
  const key = keys.get(metric.key);
  return key === undefined ? metric : { ...metric, key, asLogged: metric.key };
};

/** One object per series and key: a fit stays valid as long as its series are the same objects. */
const kept = new WeakMap<Series, Series>();

function namedSeries(series: Series, keys: ReadonlyMap<string, string>): Series {
  const known = kept.get(series);
  if (known !== undefined && known.key === keys.get(series.key)) return known;
  const made = { ...series, ...named(series, keys) };
  kept.set(series, made);
  return made;
}
