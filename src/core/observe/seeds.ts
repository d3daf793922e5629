import { count, decimals } from "../print/numbers";
import { median } from "../stats/median";
import { studentCritical } from "../stats/student";
import type { Run } from "../runs/run";
import { comparedBy, sameSizes } from "./measure/experiment";
import type { Observation, Rest } from "./measure/observation";
import { endLosses, seedSpreads, type SeedSpread } from "./measure/seedSpread";
import { shareOf } from "./measure/shares";
import type { Study } from "./measure/study";
import { listed, ofRuns, pluralOf, sentence, times } from "./measure/words";

/** What a facet does to the loss at one size, from its lowest value to its highest, over the sizes. */
interface Effect {
  readonly facet: string;
  readonly values: number;
  /** ln of the highest over the lowest at each size, over the standard deviation between seeds. */
  readonly ratios: readonly number[];
  /** Their median: the typical size's. */
  readonly ratio: number;
}

/** How far seeds lie apart, and what differences between groups are beside that. */
export function seeds(study: Study): Observation[] {
  const spreads = [...seedSpreads(study).values()];
  if (spreads.length === 0) return [];
  const found = spreads.flatMap((spread): Beside[] => {
    const effect = effectOf(study, spread);
    return effect === undefined ? [] : [{ spread, effect }];
  });
  const clear = found.filter(({ spread: { df }, effect }) => effect.ratio > Math.SQRT2 * studentCritical(0.95, df));
  const runs = [...new Set(spreads.flatMap((spread) => spread.runs))];
  const within = spreads.map(({ range, domain }) => `${decimals(range, 3)} in ${domain}`);
  const few = Math.max(...spreads.map(({ df }) => df)) < 4;
  return [
    {
      kind: "seeds",
      id: "seeds",
      sentence: sentence(`${alike(spreads)} end within ${listed(within)}${beside(found, clear)}.`),
      strength: found.length === 0 ? "counted" : clear.length > 0 ? "sure" : "open",
      basis: ofRuns(runs),
      ...(few ? { caveat: `The spread between seeds is known from ${runs.length} runs only.` } : {}),
      numbers: [...spreads.map(spreadRest), ...found.map(effectRest)],
      groups: [],
      runs: runs.map(({ id }) => id),
      domains: spreads.map(({ domain }) => domain),
      weight: found.length === 0 ? 3.5 : 5.5,
    },
  ];
}

/** "4 runs that differ only in their seed"; of several configurations what each is. */
function alike(spreads: readonly SeedSpread[]): string {
  const most = [...spreads].sort((a, b) => b.runs.length - a.runs.length)[0];
  const configurations = most?.configurations ?? [];
  const all = `${most?.runs.length ?? 0} runs`;
  if (configurations.length < 2) return `${all} that differ only in their seed`;
  const each = configurations.map((runs) => `${runs.length} of ${sizeOf(runs[0])}`);
  return `${all} of ${configurations.length} configurations (${listed(each)}), in each alike but for their seed,`;
}

function sizeOf(run: Run | undefined): string {
  return run?.facets.get("size") ?? count(run?.facts.params?.value ?? NaN);
}

interface Beside {
  readonly spread: SeedSpread;
  readonly effect: Effect;
}

function beside(found: readonly Beside[], clear: readonly Beside[]): string {
  const [first] = found;
  if (first === undefined) return "";
  const { facet, values, ratios } = first.effect;
  const between =
    values > 2 ? `between the lowest and the highest of ${values} ${pluralOf(facet)}` : `between ${pluralOf(facet)}`;
  const at = `${between} at one size`;
  if (clear.length === 0) return `: the differences ${at} are hardly larger`;
  if (clear.length < found.length)
    return `: the difference ${at} stands out from that in ${listed(clear.map(({ spread }) => spread.domain))} only`;
  const typical = ratios.length > 1 ? ` in the median of ${ratios.length} sizes` : "";
  return `: the difference ${at} is${typical} ${listed(clear.map(ratioIn))} the standard deviation between seeds`;
}

const spreadRest = ({ domain, spread }: SeedSpread): Rest => ({
  label: `standard deviation of ln L between seeds, ${domain}`,
  value: spread,
  unit: "",
});

/** Its ends are the least and the most of a size. */
const effectRest = ({ spread, effect }: Beside): Rest => ({
  label: `difference of ln L between ${pluralOf(effect.facet)} over that, median of the sizes (least … most), ${spread.domain}`,
  value: effect.ratio,
  low: Math.min(...effect.ratios),
  high: Math.max(...effect.ratios),
  unit: "",
});

const ratioIn = ({ spread, effect }: Beside): string => `${times(effect.ratio)} (${spread.domain})`;

/** Of the facets that tell laws apart the one with most values. */
function effectOf(study: Study, { domain, spread }: SeedSpread): Effect | undefined {
  const seen = study.runs.filter((run) => shareOf(run, domain) !== 0);
  const found = study.separating.flatMap((facet): Effect[] => {
    const matched = sameSizes(comparedBy(facet, seen));
    const values = Math.max(...matched.map((one) => one.values.size));
    const ratios = matched.flatMap((one) => {
      const each = [...one.values.values()].flatMap((own) => own[0] ?? []);
      const losses = endLosses(study, each, domain).map(({ loss }) => loss);
      if (losses.length < 2 || losses.length < values) return [];
      return [Math.log(Math.max(...losses) / Math.min(...losses)) / spread];
    });
    return ratios.length === 0 ? [] : [{ facet, values, ratios, ratio: median(ratios) ?? NaN }];
  });
  return [...found].sort((a, b) => b.values - a.values || b.ratio - a.ratio)[0];
}
