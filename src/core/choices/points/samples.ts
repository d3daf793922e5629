import { wholeNumber } from "../make";
import { symbolOf, type XField } from "../fit/x";
import { isSampled, type FrontierField } from "./frontier";
import type { PointsField } from "./points";
import type { SpacingField } from "./spacing";

export interface SamplesField {
  /** Values of x the frontier is sampled at. */
  readonly samples: number;
}

export const samples = wholeNumber<SamplesField>("samples", {
  section: "fit",
  label: "Samples",
  hint: "Values of x the frontier is sampled at",
  default: 1000,
  low: 10,
  high: 1e5,
  group: "protocol",
  line: "frontier",
  applies: isSampled,
  describe: (values: SamplesField & SpacingField & FrontierField & PointsField & XField) => {
    if (!isSampled(values)) return undefined;
    const symbol = symbolOf(values);
    const spaced = values.spacing === "linear" ? "evenly spaced" : `evenly spaced in ln ${symbol}`;
    return { label: "Sampling", text: `${values.samples} values of ${symbol}, ${spaced}` };
  },
  short: (values: SamplesField & FrontierField & PointsField) =>
    isSampled(values) && values.samples !== 1000 ? `${values.samples} samples` : "",
  flag: { name: "samples", value: "N" },
});
