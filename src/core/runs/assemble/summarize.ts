import type { Series, SeriesSummary } from "../run";

/** Summary of a series: point count, ends and minimum. NaN where there is no finite value. */
export function summarize(series: Series): SeriesSummary {
  const { key, asLogged, role, domain, quantity, unit, step, value } = series;
  let first = NaN;
  let last = NaN;
  let min = NaN;
  for (const v of value) {
    if (!Number.isFinite(v)) continue;
    if (first !== first) first = v;
    last = v;
    if (!(v >= min)) min = v;
  }
  return {
    key,
    ...(asLogged === undefined ? {} : { asLogged }),
    role,
    ...(domain === undefined ? {} : { domain }),
    quantity,
    unit,
    points: value.length,
    firstStep: step[0] ?? NaN,
    lastStep: step[step.length - 1] ?? NaN,
    first,
    last,
    min,
  };
}
