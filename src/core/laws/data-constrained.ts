import { define } from "./formula/define";

const grid = [0.1, 0.2, 0.28, 0.34, 0.42, 0.55, 0.8];

/**
 * L = E + A·N^−α + B·D'^−β, D' = U·(1 + R·(1 − e^(−(epochs − 1)/R))), U = D/epochs: a repeated token is worth less each time.
 * Muennighoff et al. 2023, eq. 5, without their like decay of excess parameters.
 */
export const dataConstrained = define("E + A*N^-alpha + B*(D/epochs*(1 + R*(1 - exp(-(epochs - 1)/R))))^-beta", {
  id: "data-constrained",
  label: "Data-constrained",
  inputs: ["N", "D", "epochs"],
  params: {
    E: { meaning: "irreducible loss", lower: 0 },
    A: { meaning: "prefactor of parameters", lower: 0 },
    B: { meaning: "prefactor of tokens", lower: 0 },
    alpha: { meaning: "exponent of parameters", lower: 1e-3, upper: 5, grid },
    beta: { meaning: "exponent of tokens", lower: 1e-3, upper: 5, grid },
    R: {
      meaning: "epochs after which repeated tokens have lost most of their worth",
      lower: 0.05,
      upper: 1e4,
      grid: [1, 4, 15, 60],
    },
  },
  terms: [
    { coefficient: "A", input: "N", exponent: "alpha" },
    { coefficient: "B", input: "D", exponent: "beta" },
  ],
});
