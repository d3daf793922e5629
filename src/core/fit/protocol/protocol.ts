import type { CountN, FrontierChoice, PointsChoice, Rates, Seeds, Spacing, WarmupUnit } from "./protocolChoices";

/** Every choice a fit depends on, as plain data. The answer carries the protocol as it was really used. */
export type XAxis = "flops" | "tokens" | "params" | "step";

export interface Protocol {
  /** Id of the law. */
  readonly law: string;
  /** What the one input of a single-input law is. */
  readonly x: XAxis;
  /** Which parameters N counts. */
  readonly countN: CountN;
  /** Which FLOPs C counts: "auto", "logged", "6ND", or a formula in N, D and the runs' own numbers. */
  readonly countC: string;
  readonly points: PointsChoice;
  /** On points "frontier": the lower convex hull of the envelope, the envelope (minimum over runs) itself, or bins. */
  readonly frontier: FrontierChoice;
  /** Of the frontier's samples along x. */
  readonly spacing: Spacing;
  readonly samples: number;
  /** Bins a decade of x, on frontier "bins". */
  readonly bins: number;
  /** Points below this C (FLOPs) are left out; "auto" is settled by the data, see `resolveProtocol`. */
  readonly minFlops: number | "auto";
  /** Leaves out the first rows of each run: a share of its last x (0.05 cuts the first 5 %), steps or tokens. */
  readonly warmup: number;
  readonly warmupUnit: WarmupUnit;
  /** Of runs that differ only in their learning rate: all, or the best. */
  readonly rates: Rates;
  /** Of runs that differ only in their seed: all, their mean, or the best. */
  readonly seeds: Seeds;
  /** So many rows of the highest loss are left out; not of a frontier, which has none of them. */
  readonly dropHighest: number;
  /** A formula in the runs' own numbers that weighs the rows (`1/std^2`); "" weighs all alike. Not on a frontier. */
  readonly weights: string;
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
  countN: "auto",
  countC: "auto",
  points: "frontier",
  frontier: "hull",
  spacing: "linear",
  samples: 1000,
  bins: 10,
  minFlops: "auto",
  warmup: 0,
  warmupUnit: "share",
  rates: "all",
  seeds: "all",
  dropHighest: 0,
  weights: "",
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
