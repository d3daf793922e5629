/**
 * The published numbers that this example is simulated from: Shukor et al. 2025, "Scaling Laws for Native Multimodal
 * Models" (arXiv 2504.07951). Nothing here was measured by this project.
 */

/** @typedef {"image-caption" | "interleaved" | "text"} Domain */

/** @type {readonly Domain[]} */
export const domains = ["image-caption", "interleaved", "text"];

/** Model sizes of the figure, in parameters. */
export const sizes = [275e6, 464e6, 932e6, 1627e6, 2280e6, 3354e6];

/** Compute axis of the figure, and the compute up to which appendix C.3 leaves points out, in training FLOPs. */
export const compute = { first: 1e19, last: 1e22, dropped: 3e19 };

/**
 * Frontiers `L = a·C^−b` per data mix (caption-interleaved-text) and domain, as printed in the figure.
 * @type {Readonly<Record<string, Readonly<Record<Domain, { a: number, b: number }>>>>}
 */
export const frontiers = {
  "45-45-10": {
    "image-caption": { a: 47.97, b: 0.061 },
    interleaved: { a: 25.114, b: 0.0458 },
    text: { a: 22.709, b: 0.042 },
  },
  "40-20-40": {
    "image-caption": { a: 49.477, b: 0.061 },
    interleaved: { a: 22.112, b: 0.043 },
    text: { a: 21.352, b: 0.042 },
  },
  "30-30-40": {
    "image-caption": { a: 39.518, b: 0.056 },
    interleaved: { a: 22.111, b: 0.043 },
    text: { a: 20.257, b: 0.041 },
  },
  "20-40-40": {
    "image-caption": { a: 46.216, b: 0.0589 },
    interleaved: { a: 23.888, b: 0.045 },
    text: { a: 22.15, b: 0.0425 },
  },
};

/**
 * Parametric fits `L = E + A/N^α + B/D^β` by domain (table 2, early fusion, mix 45-45-10). A and B are not printed.
 * @type {Readonly<Record<Domain, { E: number, alpha: number, beta: number }>>}
 */
export const byDomain = {
  "image-caption": { E: 1.569, alpha: 0.3111, beta: 0.3386 },
  interleaved: { E: 1.966, alpha: 0.2971, beta: 0.338 },
  text: { E: 2.222, alpha: 0.3084, beta: 0.3375 },
};

/**
 * The same, averaged over the domains, by mix (table 3), with `a`, the exponent of N* ∝ C^a.
 * @type {Readonly<Record<string, { E: number, alpha: number, beta: number, a: number }>>}
 */
export const byMix = {
  "45-45-10": { E: 1.906, alpha: 0.301, beta: 0.335, a: 0.527 },
  "40-20-40": { E: 1.965, alpha: 0.328, beta: 0.348, a: 0.518 },
  "30-30-40": { E: 1.847, alpha: 0.253, beta: 0.338, a: 0.572 },
  "20-40-40": { E: 1.836, alpha: 0.259, beta: 0.354, a: 0.582 },
};

/** Tokens seen at which the late-init and early-init figure is read. */
export const marks = [100e9, 400e9, 1e12];

/**
 * Cross-entropy at those marks, read off the figure to about 0.01.
 * @type {Readonly<Record<"late-init" | "early-init", Readonly<Record<Domain, readonly [number, number, number]>>>>}
 */
export const atMarks = {
  "late-init": { "image-caption": [2.35, 2.25, 2.2], interleaved: [2.58, 2.53, 2.5], text: [2.79, 2.76, 2.74] },
  "early-init": { "image-caption": [2.45, 2.32, 2.25], interleaved: [2.6, 2.55, 2.5], text: [2.8, 2.77, 2.74] },
};
