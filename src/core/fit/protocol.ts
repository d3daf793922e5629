import { parseInterval } from "./intervalChoice";
import { parseObjective } from "./objective";

/** Every choice a fit depends on, as plain data. The answer carries the protocol as it was really used. */
export type XAxis = "flops" | "tokens" | "params" | "step";
export type PointsChoice = "frontier" | "final" | "all";
export type Spacing = "linear" | "log";

export interface Protocol {
  /** Id of the law. */
  readonly law: string;
  /** What the one input of a single-input law is. */
  readonly x: XAxis;
  readonly points: PointsChoice;
  /** On points "frontier": the lower convex hull of the envelope, or the envelope (minimum over runs) itself. */
  readonly frontier: "hull" | "envelope";
  /** Of the frontier's samples along x. */
  readonly spacing: Spacing;
  readonly samples: number;
  /** Points below this C (FLOPs) are left out; "auto" is settled by the data, see `resolveProtocol`. */
  readonly minFlops: number | "auto";
  /** Leaves out the first rows of each run, as a share of its last x: 0.05 cuts the first 5 %. */
  readonly warmup: number;
  /** So many rows of the highest loss are left out; not of a frontier, which has none of them. */
  readonly dropHighest: number;
  /** `log-mse`, `mse`, `lad`, `huber:δ`, `asym:k`. */
  readonly objective: string;
  /** Resamples for the intervals, 0 for none. */
  readonly bootstrap: number;
  /** How the intervals are made, see `parseInterval`. */
  readonly interval: string;
  readonly seed: number;
}

/** The protocol of Shukor et al. 2025 (arXiv 2504.07951), appendix C, with "auto" for its minimum compute of 3e19 FLOPs. */
export const defaultProtocol: Protocol = {
  law: "power",
  x: "flops",
  points: "frontier",
  frontier: "hull",
  spacing: "linear",
  samples: 1000,
  minFlops: "auto",
  warmup: 0,
  dropHighest: 0,
  objective: "log-mse",
  bootstrap: 400,
  interval: "percentile",
  seed: 1,
};

/** Symbol and words for each x. */
export const axes: Readonly<Record<XAxis, { readonly symbol: string; readonly meaning: string }>> = {
  flops: { symbol: "C", meaning: "training FLOPs" },
  tokens: { symbol: "D", meaning: "tokens seen" },
  params: { symbol: "N", meaning: "parameters" },
  step: { symbol: "step", meaning: "step" },
};

/** A protocol in words, a line a choice, for a reader who wants to know what was done. */
export function describeProtocol(protocol: Protocol): readonly { readonly label: string; readonly text: string }[] {
  const { points, minFlops, warmup, dropHighest, objective } = protocol;
  const axis = axes[protocol.x];
  return [
    { label: "x", text: `${axis.symbol}, ${axis.meaning}` },
    { label: "Points", text: pointsText(protocol) },
    ...(points === "frontier" ? [{ label: "Sampling", text: samplingText(protocol, axis.symbol) }] : []),
    { label: "Minimum C", text: minimumText(minFlops) },
    ...(warmup > 0
      ? [{ label: "Warm-up cut", text: `first ${Number((warmup * 100).toPrecision(3))} % of each run` }]
      : []),
    ...(dropHighest > 0 ? [{ label: "Left out", text: leftOutText(dropHighest) }] : []),
    { label: "Objective", text: parseObjective(objective)?.words ?? objective },
    { label: "Intervals", text: `95 %, ${intervalText(protocol)}` },
  ];
}

function intervalText({ interval, bootstrap, seed }: Protocol): string {
  const choice = parseInterval(interval);
  if (choice?.method === "profile") return choice.words;
  if (bootstrap <= 0) return "least squares, where it applies";
  const words = choice === undefined || choice.id === "percentile" ? "bootstrap" : choice.words;
  return `${words}, ${bootstrap} resamples, seed ${seed}`;
}

function pointsText({ points, frontier }: Protocol): string {
  switch (points) {
    case "final":
      return "last point of each run";
    case "all":
      return "every point of every run";
    case "frontier":
      return frontier === "hull"
        ? "frontier: lower convex hull of the runs, interpolated within each"
        : "frontier: minimum over the runs, interpolated within each";
  }
}

function samplingText({ samples, spacing }: Protocol, symbol: string): string {
  return `${samples} values of ${symbol}, ${spacing === "linear" ? "evenly spaced" : `evenly spaced in ln ${symbol}`}`;
}

function minimumText(minFlops: Protocol["minFlops"]): string {
  if (minFlops === "auto") return "3e19 FLOPs where the runs reach a decade past it, else none";
  return minFlops > 0 ? `${minFlops.toExponential().replace("e+", "e")} FLOPs` : "none";
}

function leftOutText(rows: number): string {
  return rows === 1 ? "the row of the highest loss" : `the ${rows} rows of the highest loss`;
}
