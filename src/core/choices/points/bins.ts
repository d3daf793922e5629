import { wholeNumber } from "../make";
import { symbolOf, type XField } from "../fit/x";
import { isBinned, type FrontierField } from "./frontier";
import type { PointsField } from "./points";

export interface BinsField {
  /** Bins a decade of x, on frontier "bins". */
  readonly bins: number;
}

type Read = BinsField & FrontierField & PointsField;

export const bins = wholeNumber<BinsField>("bins", {
  section: "fit",
  label: "Bins",
  hint: "Bins a decade of x, where the frontier is in bins",
  default: 10,
  low: 1,
  high: 1000,
  group: "protocol",
  line: "frontier",
  applies: isBinned,
  describe: (values: Read & XField) =>
    isBinned(values) ? { label: "Sampling", text: `${values.bins} bins a decade of ${symbolOf(values)}` } : undefined,
  short: (values: Read) => (isBinned(values) ? `${values.bins} a decade` : ""),
  neighbours: (values: Read) =>
    isBinned(values) ? [{ change: `${2 * values.bins} bins a decade`, choices: { bins: 2 * values.bins } }] : [],
  flag: { name: "bins", value: "N" },
});
