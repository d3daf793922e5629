import type { FitChoices } from "../../src/core/state/choices";
import { writeMinimum } from "./minimum";
import { writeWarmup } from "./typed";

/** What of the sheet's choices is in force, shortly. */
export function protocolWords(fit: FitChoices): string {
  const { points, frontier, spacing, bins, minFlops, warmup, objective, bootstrap } = fit;
  const evenly = frontier === "bins" ? `${bins} a decade` : `even in ${spacing === "linear" ? "x" : "ln x"}`;
  const words = [
    ...(fit.countN === "auto" ? [] : [`N ${fit.countN}`]),
    ...(fit.countC === "auto" ? [] : [`C ${fit.countC}`]),
    ...(points === "frontier" ? [frontier, evenly] : []),
    ...(fit.rates === "all" ? [] : ["best rates"]),
    ...(fit.seeds === "all" ? [] : [fit.seeds === "mean" ? "mean of seeds" : "best seeds"]),
    ...(minFlops === "auto" ? [] : [`C ≥ ${writeMinimum(minFlops)}`]),
    ...(warmup === 0 ? [] : [`less ${writeWarmup(fit)}`]),
    objective,
    ...(fit.interval === "percentile" ? [] : [fit.interval]),
    ...(fit.interval === "profile" ? [] : [bootstrap === 0 ? "no resamples" : `${bootstrap} resamples`]),
  ].join(", ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
