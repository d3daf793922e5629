import type { Frontier } from "../points/frontier";
import type { Points } from "../points/points";
import type { Candidate, NotFitted, Outlook, Warning } from "../result";

/** What the default answer is, as plain data. */

export type HonestLaw = "chinchilla" | "power-floor" | "power";

export interface HonestFit extends Outlook {
  readonly status: "fitted";
  readonly law: HonestLaw;
  /** Coefficients by id in the inputs' own units, of the central law and of the draws that are of the same law. */
  readonly coefficients: Readonly<Record<string, number>>;
  readonly others: readonly Readonly<Record<string, number>>[];
  /** The smallest x of what the law was fitted to. */
  readonly minimum: number;
  /** "rows" of all runs, or their "finals" alone. */
  readonly points: "rows" | "finals";
  /** The rows that the law was fitted to; x is in `inputs`, N and D where the law reads them. */
  readonly used: Points;
  readonly frontier: Frontier;
  readonly candidates: readonly Candidate[];
  readonly warnings: readonly Warning[];
}

export type NoHonestFit = NotFitted;
