import { oneOf, option } from "../make";
import { onFrontier, type PointsField } from "./points";

export interface FrontierField {
  /** On points "frontier": the lower convex hull of the envelope, the envelope (minimum over runs) itself, or bins. */
  readonly frontier: "hull" | "envelope" | "bins";
}

const described = {
  hull: "frontier: lower convex hull of the runs, interpolated within each",
  envelope: "frontier: minimum over the runs, interpolated within each",
  bins: "frontier: the row of the lowest loss in each bin",
} as const;

export const frontier = oneOf<FrontierField>("frontier", {
  section: "fit",
  label: "Frontier",
  hint: "How the compute frontier is found",
  default: "hull",
  options: [
    option("hull", "Lower convex hull", "Of the envelope, in ln x and ln L (Shukor et al. 2025, C.1)."),
    option("envelope", "Envelope", "The minimum over runs at each x."),
    option("bins", "Bins", "The row of the lowest loss in each bin of x, evenly spaced in ln x."),
  ],
  group: "protocol",
  line: "frontier",
  applies: onFrontier,
  describe: (values: FrontierField & PointsField) =>
    onFrontier(values) ? { label: "Points", text: described[values.frontier] } : undefined,
  short: (values: FrontierField & PointsField) => (onFrontier(values) ? values.frontier : ""),
  neighbours: (values: FrontierField & PointsField) =>
    onFrontier(values)
      ? (["hull", "envelope", "bins"] as const)
          .filter((one) => one !== values.frontier)
          .map((one) => ({ change: one, choices: { frontier: one } }))
      : [],
  flag: { name: "frontier" },
});

/** Whether samples of a curve are fitted, or the lowest rows in bins. */
export const isSampled = (values: FrontierField & PointsField): boolean =>
  onFrontier(values) && values.frontier !== "bins";
export const isBinned = (values: FrontierField & PointsField): boolean =>
  onFrontier(values) && values.frontier === "bins";
