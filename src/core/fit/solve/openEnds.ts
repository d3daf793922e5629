import type { Law } from "../../laws/law";
import type { Warning } from "../result";

/** Coefficients whose interval is open at both ends, and the sentence that says so. */
export interface OpenEnds {
  readonly ids: ReadonlySet<string>;
  readonly warnings: readonly Warning[];
}

/**
 * Which intervals are none: those of exponents that reach from bound to bound or to a bound they did not start from, with the prefactors that
 * go with them, and all of them where N and D grew together (`collinear`): numbers there would be the ends of the search, not of the data.
 */
export function openEnds(
  law: Law,
  interval: { readonly low: Float64Array; readonly high: Float64Array } | undefined,
  warnings: readonly Warning[],
): OpenEnds {
  if (interval === undefined) return { ids: new Set(), warnings: [] };
  if (warnings.some(({ code }) => code === "collinear"))
    return { ids: new Set(law.params.map(({ id }) => id)), warnings: [] };
  const ids = new Set(
    (law.terms ?? []).flatMap(({ coefficient, exponent }) => {
      const k = law.params.findIndex(({ id }) => id === exponent);
      const param = law.params[k];
      if (param === undefined || law.limited?.includes(param.id) === true) return [];
      const [low = NaN, high = NaN] = [interval.low[k], interval.high[k]];
      return low <= param.lower || high >= param.upper ? [param.id, coefficient] : [];
    }),
  );
  const symbols = law.params.filter(({ id }) => ids.has(id)).map(({ symbol }) => symbol);
  const message = `The intervals of ${symbols.join(", ")} are open at both ends: resamples of these points reach the bounds of the search.`;
  return { ids, warnings: ids.size === 0 ? [] : [{ code: "open-interval", message }] };
}
