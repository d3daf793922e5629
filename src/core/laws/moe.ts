import { define } from "./formula/define";

const grid = [0.15, 0.3, 0.45, 0.7];

/**
 * L = E + A·N^−α + B·D^−β + G·(active/N)^−λ + H·(active/N)^−δ·N^−γ: N counts all parameters, `active` those a token uses.
 * Abnar et al. 2025 (arXiv 2501.12370), eq. 5, with 1 − S = active/N.
 */
export const moe = define("E + A*N^-alpha + B*D^-beta + G*(active/N)^-lambda + H*(active/N)^-delta*N^-gamma", {
  id: "moe",
  label: "Mixture of experts",
  inputs: ["N", "D", "active"],
  params: {
    E: { meaning: "irreducible loss", lower: 0 },
    A: { meaning: "prefactor of all parameters", lower: 0 },
    B: { meaning: "prefactor of tokens", lower: 0 },
    G: { meaning: "prefactor of the active share", lower: 0 },
    H: { meaning: "prefactor of the active share with size", lower: 0 },
    alpha: { meaning: "exponent of all parameters", lower: 1e-3, upper: 5, grid },
    beta: { meaning: "exponent of tokens", lower: 1e-3, upper: 5, grid },
    lambda: { meaning: "exponent of the active share", lower: -5, upper: 5, grid: [-0.3, 0.1, 0.5] },
    delta: { meaning: "exponent of the active share with size", lower: -5, upper: 5, grid: [0.1, 0.4] },
    gamma: { meaning: "exponent of size with the active share", lower: 1e-3, upper: 5, grid: [0.1, 0.3, 0.6] },
  },
  terms: [],
});
