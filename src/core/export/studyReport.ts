import type { Diagnostics, Fitted } from "../fit/result";
import type { Observation } from "../observe/measure/observation";

/** One fit as it leaves the tool: full precision, plain data; an unknown or not finite number is null. */
export interface FitReport {
  /** Facet → value, and the metric's key (and domain, where it has one). */
  readonly group: Readonly<Record<string, string>>;
  readonly law: string;
  readonly formula: string;
  readonly status: "fitted" | "not-fitted";
  /** Why there is no fit. */
  readonly reason?: string;
  readonly points: number;
  readonly runs: number;
  readonly coefficients: Readonly<
    Record<
      string,
      {
        readonly value: number | null;
        readonly low: number | null;
        readonly high: number | null;
        readonly fixed?: true;
      }
    >
  >;
  readonly r2: number | null;
  readonly objective: { readonly id: string; readonly value: number | null };
  /** The C below which nothing was fitted. */
  readonly minFlops: number;
  readonly range: Readonly<Record<string, readonly [number | null, number | null]>>;
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  /** How the intervals were made, and what the optimum says of itself; absent where there is no fit. */
  readonly interval?: Fitted["interval"];
  readonly diagnostics?: DiagnosticsReport;
  /** Where the law was chosen: the laws that were tried, and how far each missed the sizes that it had not seen (in ln L). */
  readonly candidates?: readonly { readonly law: string; readonly heldOut: number | null }[];
}

/** As `Diagnostics`, a coefficient by its id; a correlation that is unknown is null. */
export interface DiagnosticsReport extends Omit<Diagnostics, "nextBasin" | "correlations"> {
  readonly converged: boolean;
  readonly nextBasin?: {
    readonly objective: number | null;
    readonly coefficients: Readonly<Record<string, number | null>>;
  };
  readonly correlations?: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
}

export interface StudyReport {
  readonly fits: readonly FitReport[];
  /** Every choice made, "auto" settled. */
  readonly protocol: Readonly<Record<string, unknown>>;
  /** What a careful reader would write under the figures; absent where nobody asked for it. */
  readonly observations?: readonly Observation[];
}
