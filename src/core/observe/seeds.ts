import { decimals } from "../print/numbers";
import { studentCritical } from "../stats/student";
import { matchedBy } from "./matched";
import type { Observation, Rest } from "./observation";
import { endLosses, seedSpreads, type SeedSpread } from "./seedSpread";
import { shareOf } from "./shares";
import type { Study } from "./study";
import { listed, pluralOf, sentence, times } from "./words";

/** The largest difference that a facet makes to the loss at one size. */
interface Effect {
  readonly facet: string;
  readonly difference: number;
  /** Over the standard deviation between seeds. */
  readonly ratio: number;
}

/** How far seeds lie apart, and what differences between groups are beside that. */
export function seeds(study: Study): Observation[] {
  const spreads = [...seedSpreads(study).values()];
  if (spreads.length === 0) return [];
  const found = spreads.flatMap((spread): Beside[] => {
    const effect = largestEffect(study, spread);
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
      sentence: sentence(
        `${runs.length} runs that differ only in their seed end within ${listed(within)}${beside(found, clear)}.`,
      ),
      strength: found.length === 0 ? "counted" : clear.length > 0 ? "sure" : "open",
      ...(few ? { caveat: `The spread between seeds is known from ${runs.length} runs only.` } : {}),
      numbers: [...spreads.map(spreadRest), ...found.map(effectRest)],
      groups: [],
      runs: runs.map(({ id }) => id),
      domains: spreads.map(({ domain }) => domain),
      weight: found.length === 0 ? 3.5 : 5.5,
    },
  ];
}

interface Beside {
  readonly spread: SeedSpread;
  readonly effect: Effect;
}

function beside(found: readonly Beside[], clear: readonly Beside[]): string {
  const [first] = found;
  if (first === undefined) return "";
  const values = `between ${pluralOf(first.effect.facet)} at one size`;
  if (clear.length === 0) return `: the differences ${values} are hardly larger`;
  if (clear.length === found.length)
    return `: the difference ${values} is ${listed(clear.map(ratioIn))} the standard deviation between seeds`;
  return `: the difference ${values} stands out from that in ${listed(clear.map(({ spread }) => spread.domain))} only`;
}

const spreadRest = ({ domain, spread }: SeedSpread): Rest => ({
  label: `standard deviation of ln L between seeds, ${domain}`,
  value: spread,
  unit: "",
});

const effectRest = ({ spread, effect }: Beside): Rest => ({
  label: `largest difference between ${pluralOf(effect.facet)} at one size, ${spread.domain}`,
  value: effect.difference,
  unit: "nats/token",
});

const ratioIn = ({ spread, effect }: Beside): string => `${times(effect.ratio)} (${spread.domain})`;

/** Of the facets that tell laws apart the one with most values, at the size where its values differ most. */
function largestEffect(study: Study, { domain, spread }: SeedSpread): Effect | undefined {
  const seen = study.runs.filter((run) => shareOf(run, domain) !== 0);
  const found = study.separating.flatMap((facet) =>
    matchedBy(facet, seen).flatMap(({ values }) => {
      const one = [...values.values()].flatMap((own) => own[0] ?? []);
      const losses = endLosses(study, one, domain).map(({ loss }) => loss);
      if (losses.length < 2 || losses.length < values.size) return [];
      const [low, high] = [Math.min(...losses), Math.max(...losses)];
      return [{ facet, values: values.size, difference: high - low, ratio: Math.log(high / low) / spread }];
    }),
  );
  const most = Math.max(...found.map(({ values }) => values));
  return found.filter(({ values }) => values === most).sort((a, b) => b.ratio - a.ratio)[0];
}
