import type { Metric, Run, Series } from "../run";

/**
 * Trackers have customs for keys: what one run has as `eval/code/loss` another, of the same study, has as `val_code_loss`. Keys that
 * say the same in other words are one metric, under the key that most runs have, so that the runs stand in one chart and one law.
 * `test` and `dev` say more than `eval`, and stay apart. Where one run has two such keys it means two things by them: then nothing is
 * made one. Runs without such keys come back as they are.
 */
export function underOneKey(runs: readonly Run[]): readonly Run[] {
  const keys = keysToUse(runs);
  if (keys.size === 0) return runs;
  return runs.map((run) => (run.metrics.some(({ key }) => keys.has(key)) ? renamed(run, keys) : run));
}

/** Keys that are to be read under another → that other. */
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

/** What is used for one another, beside the word for it. */
const customs: ReadonlyMap<string, string> = new Map(
  [
    ["eval", "val valid validation evaluation"],
    ["train", "training"],
    ["loss", "losses ce celoss nll xent crossentropy crossentropyloss"],
  ].flatMap(([word = "", others = ""]) => others.split(" ").map((other): [string, string] => [other, word])),
);

/** Runs are assembled again at every change, their metrics are the same objects: what one means is found once. */
const identities = new WeakMap<Metric, string>();

function identityOf(metric: Metric): string {
  const known = identities.get(metric);
  if (known !== undefined) return known;
  const found = readIdentity(metric);
  identities.set(metric, found);
  return found;
}

/** The words of the domain, those around it in no order with what is used for one another taken as one, and the unit. */
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

/** One object a series and name: a fit stands as long as its series are the same. */
const kept = new WeakMap<Series, Series>();

function namedSeries(series: Series, keys: ReadonlyMap<string, string>): Series {
  const known = kept.get(series);
  if (known !== undefined && known.key === keys.get(series.key)) return known;
  const made = { ...series, ...named(series, keys) };
  kept.set(series, made);
  return made;
}
