import { akima } from "../stats/akima";
import { normal, random } from "../stats/random";

/** Losses of the sizes of one budget: sizes rising, the lowest loss of each. */
export interface Sizes {
  readonly logN: Float64Array;
  readonly logLoss: Float64Array;
}

/** Where the loss of a budget is lowest. */
export interface Valley {
  readonly logN: number;
  readonly logLoss: number;
  /** Standard deviation of `logN` under the noise of seeds, see `valleyOf`. */
  readonly std: number;
}

/** Places between two sizes at which the curve is read. */
const between = 25;
const draws = 400;
/** The grid of sizes itself leaves this share of an interval open. */
const leastShare = 0.33;

/**
 * The lowest point of Akima's curve of ln L over ln N, and how far seeds move it: the standard deviation over resamples with noise added to
 * the losses, at least a third of the distance of sizes. Porian et al. 2024, §3 and C. A reason where the lowest place is at an end, or is
 * in more than half of the resamples.
 */
export function valleyOf(sizes: Sizes, seed: number): Valley | { readonly reason: string } {
  const places = placesOf(sizes.logN);
  const found = lowest(sizes, places);
  if (found.end !== undefined) return { reason: endText(found.end, sizes.logN) };
  const draw = normal(random(seed));
  const noise = sizes.logLoss.map(seedNoise);
  const moved = Array.from({ length: draws }, () =>
    lowest({ ...sizes, logLoss: sizes.logLoss.map((v, i) => v + (noise[i] ?? 0) * draw()) }, places),
  ).filter(({ end }) => end === undefined);
  if (moved.length < draws / 2)
    return {
      reason: "its lowest loss is at an end of the sizes in more than half of the resamples: the valley is open",
    };
  const mean = moved.reduce((sum, { logN }) => sum + logN, 0) / moved.length;
  const std = Math.sqrt(moved.reduce((sum, { logN }) => sum + (logN - mean) ** 2, 0) / moved.length);
  const [first = NaN, last = NaN] = [sizes.logN[0], sizes.logN.at(-1)];
  const least = (leastShare * (last - first)) / (sizes.logN.length - 1);
  return { logN: found.logN, logLoss: found.logLoss, std: (Math.max(std, least) * draws) / moved.length };
}

function placesOf(logN: Float64Array): Float64Array {
  const count = (logN.length - 1) * between + 1;
  const [first = NaN, last = NaN] = [logN[0], logN.at(-1)];
  return Float64Array.from({ length: count }, (_, i) =>
    i === count - 1 ? last : first + ((last - first) * i) / (count - 1),
  );
}

interface Lowest {
  readonly logN: number;
  readonly logLoss: number;
  readonly end?: "smallest" | "largest";
}

function lowest({ logN, logLoss }: Sizes, places: Float64Array): Lowest {
  const curve = akima(logN, logLoss);
  const values = places.map(curve);
  let best = 0;
  values.forEach((v, i) => {
    if (v < (values[best] ?? NaN)) best = i;
  });
  const at = { logN: places[best] ?? NaN, logLoss: values[best] ?? NaN };
  if (best === 0) return { ...at, end: "smallest" };
  return best === places.length - 1 ? { ...at, end: "largest" } : at;
}

function endText(end: "smallest" | "largest", logN: Float64Array): string {
  const size = Number(Math.exp((end === "smallest" ? logN[0] : logN.at(-1)) ?? NaN).toPrecision(3));
  return `its lowest loss is that of its ${end} size (N = ${size}): no ${end === "smallest" ? "smaller" : "larger"} one was trained`;
}

/** Losses between which the noise of seeds was measured, and its standard deviation there, in nats per token. */
const [lowLoss, highLoss] = [3, 7];
const [lowNoise, highNoise] = [0.002, 0.05];

/** Standard deviation of ln L over seeds, of a loss e^`logLoss`: as Porian et al. 2024 measured it (appendix C), a power of the loss between. */
function seedNoise(logLoss: number): number {
  const share = (logLoss - Math.log(lowLoss)) / Math.log(highLoss / lowLoss);
  const held = Math.min(Math.max(share, 0), 1);
  return (lowNoise * (highNoise / lowNoise) ** held) / Math.exp(logLoss);
}
