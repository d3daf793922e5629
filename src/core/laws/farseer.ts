import { define } from "./formula/define";

const small = [0.02, 0.05, 0.1, 0.2, 0.4];

/**
 * L = exp(s·N^−q + S) + exp(B·N^−b + Q)·D^(−exp(A·N^−a + E)): a floor, and a prefactor and exponent of tokens, that all go with N.
 * Farseer 2025, eq. 6; their q, b and a are ours negated.
 */
export const farseer = define("exp(s*N^-q + S) + exp(B*N^-b + Q)*D^(-exp(A*N^-a + E))", {
  id: "farseer",
  label: "Farseer",
  inputs: ["N", "D"],
  params: {
    s: { meaning: "reach of N in the floor", grid: [-0.5, 0.5] },
    q: { meaning: "exponent of N in the floor", lower: -3, upper: 3, grid: [-0.2, 0.1, 0.3] },
    S: { meaning: "level of the floor, in logarithms", grid: [-1.5, -0.5, 0.5] },
    B: { meaning: "reach of N in the prefactor", grid: [-1, 1, 4] },
    b: { meaning: "exponent of N in the prefactor", lower: -3, upper: 3, grid: [-0.1, 0.1, 0.3] },
    Q: { meaning: "level of the prefactor, in logarithms", grid: [-3, -1.5, 0] },
    A: { meaning: "reach of N in the exponent", grid: [-1, -0.3, 0.3, 1] },
    a: { meaning: "exponent of N in the exponent", lower: -3, upper: 3, grid: [-0.1, ...small] },
    E: { meaning: "level of the exponent, in logarithms", grid: [-2, -1, -0.3] },
  },
  terms: [
    { coefficient: "s", input: "N", exponent: "q" },
    { coefficient: "B", input: "N", exponent: "b" },
    { coefficient: "A", input: "N", exponent: "a" },
  ],
});
