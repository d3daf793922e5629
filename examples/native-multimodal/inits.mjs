import { atMarks, marks } from "./published.mjs";

/** @typedef {import("./published.mjs").Domain} Domain */

export const tokensPerStep = 1250 * 1024;
const last = marks[2] ?? NaN;

/** Exponent of the power part of each curve, steep enough that annealing only ever lowers the loss. */
const exponent = { "late-init": 0.45, "early-init": 0.62 };

/** @param {number} tokens @returns {number} share of the cosine schedule's learning-rate decay that is done, 0 … 1 */
export const annealed = (tokens) => Math.sin((Math.PI / 2) * (tokens / last)) ** 2;

/**
 * Cross-entropy against tokens seen, `L = e + k·D^−β − δ·annealed(D)`: a power law, and the extra drop that comes with a falling
 * learning rate. e, k and δ solve the three published values, so the curve passes through them.
 * @param {"late-init" | "early-init"} init @param {Domain} domain @returns {(tokens: number) => number}
 */
export function lossCurve(init, domain) {
  const [d1 = NaN, d2 = NaN, d3 = NaN] = marks;
  const power = (/** @type {number} */ d) => (d / d1) ** -exponent[init];
  const [l1, l2, l3] = atMarks[init][domain];
  // Differences to the first mark leave two equations in k and δ.
  const [p2, p3] = [power(d2) - power(d1), power(d3) - power(d1)];
  const [s2, s3] = [annealed(d1) - annealed(d2), annealed(d1) - annealed(d3)];
  const det = p2 * s3 - p3 * s2;
  const k = ((l2 - l1) * s3 - (l3 - l1) * s2) / det;
  const delta = (p2 * (l3 - l1) - p3 * (l2 - l1)) / det;
  if (!(k > 0 && delta > -1e-9)) throw new Error(`${init} ${domain}: k ${k}, δ ${delta}: not a falling curve`);
  const e = l1 - k * power(d1) + delta * annealed(d1);
  return (tokens) => e + k * power(tokens) - delta * annealed(tokens);
}

/** Steps of the evaluations: log-spaced from 10B to 1T tokens, the three marks among them. */
export const evalSteps = (() => {
  const spaced = Array.from({ length: 41 }, (_, i) => Math.round((1e10 * 100 ** (i / 40)) / tokensPerStep));
  const steps = new Set([...spaced, ...marks.map((tokens) => tokens / tokensPerStep)]);
  return [...steps].sort((a, b) => a - b);
})();
