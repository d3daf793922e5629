import { lawOf } from "../laws/index";
import type { Law } from "../laws/law";
import { minimizeOnSimplex, descend, type MixLoss, type ShareBounds, type SimplexMinimum } from "../stats/simplex";
import type { Derived } from "../fit/intervals/derived";
import { thetaOf } from "../fit/solve/predict";
import { centralInterval, expandedLevel, type Watch } from "../fit/intervals/resample";
import type { Fitted } from "../fit/result";

/** The law of one domain's loss, and what that loss weighs. */
export interface MixTerm {
  readonly fit: Fitted;
  readonly weight: number;
}

export interface MixQuestion {
  /** Columns of the shares, as the laws name them. */
  readonly shares: readonly string[];
  /** The laws' other inputs: N, D. */
  readonly at: Readonly<Record<string, number>>;
  /** Of each share; 0 … 1 where absent. */
  readonly bounds?: ShareBounds;
}

/** The mix of the lowest weighted loss. */
export interface BestMix {
  /** In the order of the question, adding up to 1; with the interval of the resamples' own best mixes. */
  readonly shares: readonly Derived[];
  /** Σ weight·loss there, and at equal shares, both over Σ weight. */
  readonly loss: Derived;
  readonly atEqual: number;
  /** Loss of each term there, unweighted. */
  readonly losses: readonly number[];
  /** Shares that lie outside of what the laws were fitted to. */
  readonly beyond: readonly string[];
}

/** More resamples move the ends of an interval less than they are worth. */
const most = 200;

/**
 * The optimal mix under laws over the shares of a mix (weighted sum of the domains' losses, least on the simplex); "Scaling Laws for
 * Optimal Data Mixtures" (Shukor et al. 2025), §2. Weights are 0 or more, and one is above. Intervals by the resamples of the fits, the
 * best mix of each found anew; those of one index belong together, as the domains of the same runs were drawn alike. Undefined where
 * a law needs more than is given, or has no value on the simplex.
 */
export function bestMix(terms: readonly MixTerm[], question: MixQuestion, watch: Watch = {}): BestMix | undefined {
  const { shares, at } = question;
  const bounds = question.bounds ?? { low: shares.map(() => 0), high: shares.map(() => 1) };
  const laws = terms.map(({ fit }) => lawOf(fit.law));
  if (laws.some((law) => law?.inputs.some((name) => !shares.includes(name) && at[name] === undefined) !== false))
    return undefined;
  const total = terms.reduce((sum, { weight }) => sum + weight, 0);
  if (!(total > 0) || terms.some(({ weight }) => !(weight >= 0))) return undefined;
  const weights = terms.map(({ weight }) => weight / total);
  const lossBy = (theta: (term: number) => Float64Array): MixLoss =>
    weighted(
      laws.filter((law) => law !== undefined),
      weights,
      theta,
      question,
    );
  const own = terms.map(({ fit }, t) => (laws[t] === undefined ? new Float64Array(0) : thetaOf(laws[t], fit)));
  const loss = lossBy((t) => own[t] ?? new Float64Array(0));
  const best = minimizeOnSimplex(loss, bounds);
  if (best === undefined) return undefined;
  const again = resampled(terms, (thetas) => descend(lossBy(thetas), bounds, best.shares), watch);
  const columns = Array.from(best.shares, (v) => Float64Array.of(v));
  const derived = intervalsOf(terms);
  return {
    shares: Array.from(best.shares, (value, j) => derived(value, (found) => found.shares[j] ?? NaN, again)),
    loss: derived(best.value, ({ value }) => value, again),
    atEqual: loss(shares.map(() => Float64Array.of(1 / shares.length)))[0] ?? NaN,
    losses: laws.map((law, t) =>
      law === undefined ? NaN : (evaluate(law, own[t] ?? new Float64Array(0), columns, question)[0] ?? NaN),
    ),
    beyond: shares.filter((name, j) => isBeyond(terms, name, best.shares[j] ?? NaN)),
  };
}

/** Makes intervals as wide as those of the first term's coefficients; none of fewer than 20 resamples that gave a number. */
function intervalsOf([first]: readonly MixTerm[]) {
  const { interval, runs = NaN, coefficients = [] } = first?.fit ?? {};
  const share = expandedLevel(0.95, interval?.units ?? runs, coefficients.length);
  return (value: number, read: (found: SimplexMinimum) => number, again: readonly SimplexMinimum[]): Derived => {
    const finite = Float64Array.from(again.map(read).filter(Number.isFinite));
    const ends = finite.length < 20 ? undefined : centralInterval(finite, share);
    return ends === undefined ? { value } : { value, ...ends };
  };
}

/** Σ weight·loss of every mix, the laws at their thetas. */
function weighted(
  laws: readonly Law[],
  weights: readonly number[],
  theta: (term: number) => Float64Array,
  question: MixQuestion,
): MixLoss {
  return (mixes) => {
    const sum = new Float64Array(mixes[0]?.length ?? 0);
    laws.forEach((law, t) => {
      const weight = weights[t] ?? 0;
      if (weight === 0) return;
      evaluate(law, theta(t), mixes, question).forEach((l, i) => (sum[i] = (sum[i] ?? 0) + weight * l));
    });
    return sum;
  };
}

function evaluate(
  law: Law,
  theta: Float64Array,
  mixes: readonly Float64Array[],
  { shares, at }: MixQuestion,
): Float64Array {
  const n = mixes[0]?.length ?? 0;
  const columns = Object.fromEntries([
    ...Object.entries(at).map(([name, value]) => [name, new Float64Array(n).fill(value)] as const),
    ...shares.map((name, j) => [name, mixes[j] ?? new Float64Array(n).fill(NaN)] as const),
  ]);
  const out = new Float64Array(n);
  law.bind(columns, n).evaluate(theta, out);
  return out;
}

/** What `find` makes of each set of resamples that all terms have. */
function resampled<T>(
  terms: readonly MixTerm[],
  find: (theta: (term: number) => Float64Array) => T,
  { cancelled, onProgress }: Watch,
): T[] {
  const count = Math.min(most, ...terms.map(({ fit }) => fit.resamples?.length ?? 0));
  const found: T[] = [];
  for (let k = 0; k < count && cancelled?.() !== true; k++) {
    onProgress?.(k / count);
    found.push(find((t) => terms[t]?.fit.resamples?.[k] ?? new Float64Array(0)));
  }
  return found;
}

function isBeyond(terms: readonly MixTerm[], name: string, share: number): boolean {
  return terms.some(({ fit }) => {
    const range = fit.ranges.find(({ id }) => id === name);
    return range !== undefined && (share < range.low - 1e-9 || share > range.high + 1e-9);
  });
}
