import { frontierLaw } from "./frontier.mjs";
import { byDomain, byMix, compute, domains, frontiers, sizes } from "./published.mjs";
import { normal } from "./random.mjs";

/** @typedef {import("./published.mjs").Domain} Domain */

export const tokensPerStep = 2048 * 1024;
const evaluations = 48;
/** Relative noise of an evaluation: a large held-out set, so that it hardly shows. */
const evalNoise = 4e-4;
/** Tokens seen by the first evaluation at the latest, and by the last. */
const tokens = { first: 2.1e9, last: 600e9 };

/** @param {number} size @returns {number[]} log-spaced steps from C = 1e19 (or 2.1B tokens) to 600B tokens (or C = 1e22) */
export function evalSteps(size) {
  const first = Math.max(tokens.first, compute.first / (6 * size)) / tokensPerStep;
  const last = Math.min(tokens.last, compute.last / (6 * size)) / tokensPerStep;
  return Array.from({ length: evaluations }, (_, i) => Math.round(first * (last / first) ** (i / (evaluations - 1))));
}

/**
 * A Chinchilla surface with the published E, α and β, on which the sizes of the study are compute-optimal one after the
 * other: A and B are set so that N* is the middle size at the middle of the fitted compute, where the loss is the published one.
 * @param {string} mix @param {Domain} domain @returns {(size: number, tokens: number) => number}
 */
function surface(mix, domain) {
  const base = byDomain[domain];
  const [of, from] = [byMix[mix], byMix["45-45-10"]];
  const law = frontiers[mix]?.[domain];
  if (of === undefined || from === undefined || law === undefined) throw new Error(`no published numbers for ${mix}`);
  const E = base.E + of.E - from.E;
  const alpha = (base.alpha * of.alpha) / from.alpha;
  const beta = (base.beta * of.beta) / from.beta;
  const c = Math.sqrt(compute.dropped * compute.last);
  const n = Math.sqrt((sizes[0] ?? NaN) * (sizes.at(-1) ?? NaN));
  const reducible = law.a * c ** -law.b - E;
  const ofSize = (reducible * beta) / (alpha + beta);
  const ofTokens = (reducible * alpha) / (alpha + beta);
  return (size, seen) => E + ofSize * (size / n) ** -alpha + ofTokens * (seen / (c / (6 * n))) ** -beta;
}

/**
 * The evaluations of one (mix, domain), a row a size. The surface's own frontier is near the published law, not on it. Adding
 * one and the same linear function of ln C to ln L of every curve adds just that function to the hull and to its OLS line:
 * so measure the law once, and tilt all curves by what is missing.
 * @param {string} mix @param {Domain} domain @param {number} seed @returns {number[][]}
 */
export function evalLosses(mix, domain, seed) {
  const at = surface(mix, domain);
  const target = frontiers[mix]?.[domain] ?? { a: NaN, b: NaN };
  const noise = normal(seed);
  const raw = sizes.map((size) => {
    const seen = evalSteps(size).map((step) => step * tokensPerStep);
    return { c: seen.map((d) => 6 * size * d), loss: seen.map((d) => at(size, d) * Math.exp(evalNoise * noise())) };
  });
  const measured = frontierLaw(raw, compute.dropped);
  const tilted = raw.map(({ c, loss }) => ({
    c,
    loss: loss.map((l, i) =>
      Number((((l * target.a) / measured.a) * (c[i] ?? NaN) ** (measured.b - target.b)).toFixed(4)),
    ),
  }));
  check(mix, domain, target, frontierLaw(tilted, compute.dropped));
  return tilted.map(({ loss }) => loss);
}

/** @param {string} mix @param {Domain} domain @param {{a: number, b: number}} want @param {{a: number, b: number, r2: number}} got */
function check(mix, domain, want, got) {
  if (Math.abs(got.b - want.b) > 2e-4 || Math.abs(got.a / want.a - 1) > 0.01 || got.r2 < 0.99)
    throw new Error(`${mix} ${domain}: L = ${got.a}·C^−${got.b}, R² ${got.r2}; published ${want.a}·C^−${want.b}`);
}

/** @param {string} mix @returns {Record<Domain, number>} share of each domain in the training data */
export function weights(mix) {
  const shares = mix.split("-").map((percent) => Number(percent) / 100);
  return /** @type {Record<Domain, number>} */ (Object.fromEntries(domains.map((d, i) => [d, shares[i] ?? NaN])));
}
