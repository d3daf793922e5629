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
  /** `log-mse`, `mse`, `lad`, `huber:δ`, `asym:k`. */
  readonly objective: string;
  /** Resamples for the intervals, 0 for none. */
  readonly bootstrap: number;
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
  objective: "log-mse",
  bootstrap: 400,
  seed: 1,
};

/** Symbol and words for each x. */
export const axes: Readonly<Record<XAxis, { readonly symbol: string; readonly meaning: string }>> = {
  flops: { symbol: "C", meaning: "training FLOPs" },
  tokens: { symbol: "D", meaning: "tokens seen" },
  params: { symbol: "N", meaning: "parameters" },
  step: { symbol: "step", meaning: "step" },
};
