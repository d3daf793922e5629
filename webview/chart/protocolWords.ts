import type { FitChoices } from "../../src/core/state/choices";
import { writeMinimum } from "./minimum";
import { writePercent } from "./typed";

/** What of the sheet's choices is in force, shortly. */
export function protocolWords(fit: FitChoices): string {
  const { points, frontier, spacing, minFlops, warmup, objective, bootstrap } = fit;
  const words = [
    ...(points === "frontier" ? [frontier, `even in ${spacing === "linear" ? "x" : "ln x"}`] : []),
    ...(minFlops === "auto" ? [] : [`C ≥ ${writeMinimum(minFlops)}`]),
    ...(warmup === 0 ? [] : [`less ${writePercent(warmup)}`]),
    objective,
    bootstrap === 0 ? "no resamples" : `${bootstrap} resamples`,
  ].join(", ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
