import { studentCritical, studentWithin } from "../../stats/student";
import { centralInterval, expandedLevel } from "../intervals/resample";
import type { Coefficient, Fit, Fitted } from "../result";

/** The difference of a coefficient between two groups, second less first. */
export interface Difference {
  readonly coefficient: string;
  readonly value: number;
  /** Ends of the 95 % interval. */
  readonly low: number;
  readonly high: number;
  /** Two-sided: how often chance alone would give a difference as large; below 0.05 where the interval leaves 0 out. */
  readonly p: number;
  /** Whether the 95 % interval leaves 0 out. */
  readonly differs: boolean;
}

const level = 0.95;

/**
 * Whether a coefficient differs between two groups of runs. Groups of different runs are independent: their intervals' half-widths
 * are added in quadrature, each on its own side (Zou and Donner 2008, eq. 4), whatever way the intervals were made. `paired` is for two
 * metrics of the same runs, whose resamples drew the same runs under one seed: then the interval is that of the differences of the
 * resamples, where all of them gave a fit in both. Undefined where either group has no such coefficient, or no interval of it.
 */
export function difference(first: Fit, second: Fit, coefficient: string, paired = false): Difference | undefined {
  if (first.status !== "fitted" || second.status !== "fitted") return undefined;
  const [a, b] = [first, second].map((fit) => fit.coefficients.find(({ id }) => id === coefficient));
  if (a === undefined || b === undefined) return undefined;
  const value = b.value - a.value;
  const ends = (paired ? pairedEnds(first, second, coefficient, value) : undefined) ?? independentEnds(a, b, value);
  if (ends === undefined) return undefined;
  const { low, high } = ends;
  const df = paired ? freedom(first) : freedom(first) + freedom(second);
  return { coefficient, value, low, high, p: chance(value, low, high, df), differs: low > 0 || high < 0 };
}

/** As `difference`, of every coefficient that both have with intervals. */
export function differences(first: Fit, second: Fit, paired = false): Difference[] {
  if (first.status !== "fitted") return [];
  return first.coefficients.flatMap(({ id }) => difference(first, second, id, paired) ?? []);
}

/** p of several tests, so that with any number of them one in twenty studies finds a difference by chance. Holm 1979. */
export function holm(ps: readonly number[]): number[] {
  const order = [...ps.keys()].sort((i, j) => (ps[i] ?? 1) - (ps[j] ?? 1));
  const adjusted = [...ps];
  let most = 0;
  order.forEach((i, rank) => {
    most = Math.max(most, Math.min(1, (ps.length - rank) * (ps[i] ?? 1)));
    adjusted[i] = most;
  });
  return adjusted;
}

interface Ends {
  readonly low: number;
  readonly high: number;
}

function independentEnds(a: Coefficient, b: Coefficient, value: number): Ends | undefined {
  if (b.low === undefined || b.high === undefined || a.low === undefined || a.high === undefined) return undefined;
  return {
    low: value - Math.hypot(b.value - b.low, a.high - a.value),
    high: value + Math.hypot(b.high - b.value, a.value - a.low),
  };
}

/** The interval of paired resamples, about the difference itself; undefined where they do not pair. */
function pairedEnds(first: Fitted, second: Fitted, id: string, value: number): Ends | undefined {
  const [mine, other] = [first.resamples ?? [], second.resamples ?? []];
  const whole = ({ interval }: Fitted): boolean =>
    interval?.method === "bootstrap-runs" && interval.kept === interval.resamples;
  if (!whole(first) || !whole(second) || first.runs !== second.runs) return undefined;
  if (mine.length !== other.length || mine.length < 20) return undefined;
  const [i, k] = [first, second].map(({ coefficients }) => coefficients.findIndex((one) => one.id === id));
  const apart = Float64Array.from(mine, (theta, n) => (other[n]?.[k ?? -1] ?? NaN) - (theta[i ?? -1] ?? NaN));
  const ends = centralInterval(apart, expandedLevel(level, first.runs, first.coefficients.length));
  const middle = centralInterval(apart, 0)?.low ?? NaN;
  return ends && { low: value + ends.low - middle, high: value + ends.high - middle };
}

/** Independent units behind a fit, less its coefficients; at least 1. */
function freedom({ runs, points, interval, coefficients }: Fitted): number {
  const rows = interval?.method === "bootstrap-rows" || interval?.method === "ols";
  return Math.max(1, (rows ? points : runs) - coefficients.length);
}

/** p by Student's t, the half-width towards 0 being that of its 95 %. */
function chance(value: number, low: number, high: number, df: number): number {
  const half = value > 0 ? value - low : high - value;
  if (!(half > 0)) return value === 0 ? 1 : NaN;
  return 1 - studentWithin((Math.abs(value) / half) * studentCritical(level, df), df);
}
