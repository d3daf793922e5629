import type { Law } from "./law";
import { columnOf, logOf } from "./columns";

/** L = E + a·x^−b: a power law above an irreducible loss. Henighan et al. 2020, eq. 1.1. */
export const powerFloor: Law = {
  id: "power-floor",
  label: "Power law with floor",
  formula: "L = {E} + {a}·{x}^(−{b})",
  inputs: ["x"],
  params: [
    { id: "E", symbol: "E", meaning: "irreducible loss", lower: 0, upper: Infinity },
    { id: "a", symbol: "a", meaning: "prefactor: the reducible loss at x = 1", lower: 0, upper: Infinity },
    {
      id: "b",
      symbol: "b",
      meaning: "exponent: how fast the reducible loss falls",
      lower: 1e-4,
      upper: 8,
      grid: [0.005, 0.01, 0.02, 0.035, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.55, 0.75, 1, 1.5, 2, 3],
    },
  ],
  linear: ["E", "a"],
  terms: [{ coefficient: "a", input: "x", exponent: "b" }],
  bind(x, n) {
    const logX = logOf(columnOf(x, "x", n));
    return {
      evaluate(theta, loss, jacobian) {
        const [E = NaN, a = NaN, b = NaN] = theta;
        for (let i = 0; i < n; i++) {
          const u = logX[i] ?? NaN;
          const g = Math.exp(-b * u);
          loss[i] = E + a * g;
          if (jacobian === undefined) continue;
          jacobian[i] = 1;
          jacobian[n + i] = g;
          jacobian[2 * n + i] = -a * g * u;
        }
      },
      curvature(theta, pull, hessian) {
        const [, a = NaN, b = NaN] = theta;
        let [ab, bb] = [0, 0];
        for (let i = 0; i < n; i++) {
          const u = logX[i] ?? NaN;
          const bent = (pull[i] ?? 0) * Math.exp(-b * u) * u;
          ab -= bent;
          bb += a * bent * u;
        }
        hessian[7] = (hessian[7] ?? 0) + ab;
        hessian[8] = (hessian[8] ?? 0) + bb;
      },
    };
  },
};
