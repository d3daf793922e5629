/**
 * What is assumed before the data, all of it free of units. A run's error in ln L: half-Cauchy about .5 %, as runs of one configuration
 * end a few tenths of a percent apart.
 */
const usualRunError = 0.005;
export const runErrorPrior = (runError: number): number =>
  Math.log(runError) - Math.log(1 + (runError / usualRunError) ** 2);

/** The exponents' geometric mean is .25, give or take a factor of 2.2; */
const usualExponent = Math.log(0.25);
/** Of the compute-optimal loss in C: αβ/(α + β), half of it. */
const usualOptimal = Math.log(0.125);
const exponentSpread = 0.8;
/** those of N and D lie within a factor of 1.4 of each other, twice that at times: as in every published fit that holds both well. */
const ratioSpread = 0.35;

/** Of a single exponent it is `inN` where runs of one D differ in N alone. */
export function exponentPrior(first: number, second?: number, inN = false): number {
  if (second === undefined)
    return -(((Math.log(first) - (inN ? usualExponent : usualOptimal)) / exponentSpread) ** 2) / 2;
  const about = (Math.log(first) + Math.log(second)) / 2;
  const apart = Math.log(first / second);
  return -(((about - usualExponent) / exponentSpread) ** 2) / 2 - (apart / ratioSpread) ** 2 / 2;
}

/** The runs are, on the whole, within a factor of five of the compute-optimal size. */
const shareSpread = 1;

/** Weight of a draw (E, A, α, B, β), 0 where a term is not above 0: at the reference point α·A and β·B are alike at the optimum. */
export function sharePrior(theta: Float64Array): number {
  const [, A = NaN, alpha = NaN, B, beta = NaN] = theta;
  if (!(A > 0)) return 0;
  if (B === undefined) return 1;
  return B > 0 ? Math.exp(-((Math.log((alpha * A) / (beta * B)) / shareSpread) ** 2) / 2) : 0;
}

/** ln of the odds of no floor at all against one. */
export const noFloorShare = Math.log(0.5);
