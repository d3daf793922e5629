import { isNamed } from "./law";
import { wholeNumber } from "../make";

export interface BootstrapField {
  /** Resamples for the intervals, 0 for none. */
  readonly bootstrap: number;
}

export const bootstrap = wholeNumber<BootstrapField>("bootstrap", {
  section: "fit",
  label: "Resamples",
  hint: "Resamples of the bootstrap that makes the intervals, 0 for none",
  default: 400,
  low: 0,
  high: 1e5,
  group: "protocol",
  line: "intervals",
  applies: isNamed,
  // Said with the method of the intervals.
  short: () => "",
  flag: { name: "bootstrap", value: "N" },
});
