import { linear } from "../stats/linear";
import { studentCritical } from "../stats/student";
import type { Run } from "../runs/run";
import { comparedBy, sameSizes } from "./measure/experiment";
import type { Matched } from "./measure/matched";
import type { Observation } from "./measure/observation";
import { endLosses } from "./measure/seedSpread";
import { shareOf } from "./measure/shares";
import { domainsIn, type Study } from "./measure/study";
import { listed, ofRuns, percentage, sentence } from "./measure/words";

/** How the loss on a domain goes with its share in the mix, at one size and token count. */
interface ShareEffect {
  readonly domain: string;
  /** Change of ln L for the whole share, with the ends of its 95 % interval. */
  readonly slope: number;
  readonly half: number;
  readonly shares: readonly number[];
  readonly monotone: boolean;
  readonly runs: readonly Run[];
}

/**
 * Whether more of a domain in the mix goes with less loss on it, at equal size and equal tokens (so at one C). Mixes are the units:
 * what a mix does to all its sizes is one number, from its runs' losses less the mean of their size.
 */
export function share(study: Study): Observation[] {
  const found = domainsIn(study, study.runs).flatMap((domain) => shareEffect(study, domain) ?? []);
  const lower = found.filter(({ slope, half }) => slope + half < 0);
  const open = found.filter(({ slope, half }) => Math.abs(slope) <= half);
  if (lower.length === 0) return [];
  const of = ({ domain, slope, half }: ShareEffect): string =>
    `${percentage(-slope / 10)} in ${domain} (95\u00a0%: ${percentage((-slope - half) / 10)}\u00a0…\u00a0${percentage((-slope + half) / 10)})`;
  const untold = open.length === 0 ? "" : `; for ${listed(open.map(({ domain }) => domain))} these mixes cannot tell`;
  return [
    {
      kind: "share",
      id: "share",
      sentence: sentence(
        `more of a domain in the mix goes with less loss on it at equal compute: 10 points more lower it by ${listed(lower.map(of))}${untold}.`,
      ),
      strength: "sure",
      basis: ofRuns(lower.flatMap(({ runs }) => runs)),
      caveat: "Shares sum to one: more of one domain is less of the others.",
      numbers: found.map(({ domain, slope, half }) => ({
        label: `change of ln L for 10 points more, ${domain}`,
        value: slope / 10,
        low: (slope - half) / 10,
        high: (slope + half) / 10,
        unit: "",
      })),
      groups: [],
      runs: [...new Set(lower.flatMap(({ runs }) => runs.map(({ id }) => id)))],
      domains: lower.map(({ domain }) => domain),
      weight: 7.8,
    },
  ];
}

function shareEffect(study: Study, domain: string): ShareEffect | undefined {
  const shared = study.runs.filter((run) => (shareOf(run, domain) ?? 0) > 0);
  for (const facet of study.separating) {
    const found = mixEffects(study, sameSizes(comparedBy(facet, shared)), domain);
    const rows = [...found].flatMap(([, { runs, effect }]) => {
      const own = new Set(runs.map((run) => shareOf(run, domain) ?? NaN));
      const [only] = own;
      return own.size === 1 && only !== undefined ? [{ share: only, effect, runs }] : [];
    });
    const x = Float64Array.from(rows, (row) => row.share);
    const line =
      rows.length < 3 || rows.length < found.size
        ? undefined
        : linear(
            x,
            Float64Array.from(rows, ({ effect }) => effect),
          );
    if (line === undefined) continue;
    const order = [...rows].sort((a, b) => a.share - b.share);
    return {
      domain,
      slope: line.slope,
      half: studentCritical(0.95, line.n - 2) * line.slopeError,
      shares: order.map((row) => row.share),
      monotone: order.every((row, i) => i === 0 || row.effect <= (order[i - 1]?.effect ?? Infinity)),
      runs: rows.flatMap(({ runs }) => runs),
    };
  }
  return undefined;
}

/** What each value of a facet adds to ln L at the end: the mean over the sizes at which every value was trained. */
function mixEffects(
  study: Study,
  matched: readonly Matched[],
  domain: string,
): Map<string, { readonly runs: readonly Run[]; readonly effect: number }> {
  const all = new Set(matched.flatMap(({ values }) => [...values.keys()]));
  const sums = new Map<string, { runs: Run[]; sum: number; n: number }>();
  for (const { values } of matched) {
    if (values.size < all.size) continue;
    const levels = new Map(
      endLosses(study, [...values.values()].flat(), domain).map(({ run, loss }) => [run.id, Math.log(loss)]),
    );
    const means = [...values].map(([value, runs]) => {
      const logs = runs.flatMap((run) => levels.get(run.id) ?? []);
      return { value, runs, mean: logs.reduce((sum, v) => sum + v, 0) / logs.length };
    });
    if (!means.every(({ mean }) => Number.isFinite(mean))) continue;
    const middle = means.reduce((sum, { mean }) => sum + mean, 0) / means.length;
    for (const { value, runs, mean } of means) {
      const known = sums.get(value) ?? { runs: [], sum: 0, n: 0 };
      sums.set(value, { runs: [...known.runs, ...runs], sum: known.sum + mean - middle, n: known.n + 1 });
    }
  }
  return new Map([...sums].map(([value, { runs, sum, n }]) => [value, { runs, effect: sum / n }]));
}
