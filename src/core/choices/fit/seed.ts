import { isNamed } from "./law";
import { wholeNumber } from "../make";

export interface SeedField {
  /** Of the random numbers: the same seed gives the same resamples. */
  readonly seed: number;
}

export const seed = wholeNumber<SeedField>("seed", {
  section: "fit",
  label: "Seed",
  hint: "Seed of the resamples: the same seed gives the same intervals",
  default: 1,
  low: 0,
  high: 2 ** 32 - 1,
  group: "protocol",
  line: "intervals",
  applies: isNamed,
  flag: { name: "seed", value: "N" },
});
