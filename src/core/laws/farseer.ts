import { farseerInner } from "./farseerInner";
import { define } from "./formula/define";
import type { Law } from "./law";

const outer = define("exp(s*N^-q + S) + exp(B*N^-b + Q)*D^(-exp(A*N^-a + E))", {
  id: "farseer",
  label: "Farseer",
  inputs: ["N", "D"],
  params: {
    s: { meaning: "reach of N in the floor" },
    q: { meaning: "exponent of N in the floor", lower: -3, upper: 3 },
    S: { meaning: "level of the floor, in logarithms" },
    B: { meaning: "reach of N in the prefactor" },
    b: { meaning: "exponent of N in the prefactor", lower: -3, upper: 3 },
    Q: { meaning: "level of the prefactor, in logarithms" },
    A: { meaning: "reach of N in the exponent" },
    a: { meaning: "exponent of N in the exponent", lower: -3, upper: 3 },
    E: { meaning: "level of the exponent, in logarithms" },
  },
  terms: [
    { coefficient: "s", input: "N", exponent: "q" },
    { coefficient: "B", input: "N", exponent: "b" },
    { coefficient: "A", input: "N", exponent: "a" },
  ],
});

/**
 * L = exp(s·N^−q + S) + exp(B·N^−b + Q)·D^(−exp(A·N^−a + E)): a floor, and a prefactor and exponent of tokens, that all go with N.
 * Farseer 2025, eq. 6; their q, b and a are ours negated.
 */
export const farseer: Law = { ...outer, inner: farseerInner(outer.params) };
