import type { Law } from "./law";
import { columnOf, logOf } from "./columns";

/** L = a·x^−b, x being training FLOPs, tokens, parameters or steps. Kaplan et al. 2020, eq. 1.1–1.3. */
export const power: Law = {
  id: "power",
  label: "Power law",
  formula: "L = {a}·{x}^(−{b})",
  inputs: ["x"],
  params: [
    { id: "a", symbol: "a", meaning: "prefactor: the loss at x = 1", lower: 0, upper: Infinity },
    {
      id: "b",
      symbol: "b",
      meaning: "exponent: how fast the loss falls",
      lower: -2,
      upper: 4,
      grid: [0.02, 0.05, 0.1, 0.2, 0.5],
    },
  ],
  linear: ["a"],
  straight: true,
  terms: [{ coefficient: "a", input: "x", exponent: "b" }],
  bind(x, n) {
    const logX = logOf(columnOf(x, "x", n));
    return {
      evaluate(theta, loss, jacobian) {
        const [a = NaN, b = NaN] = theta;
        for (let i = 0; i < n; i++) {
          const u = logX[i] ?? NaN;
          const g = Math.exp(-b * u);
          loss[i] = a * g;
          if (jacobian === undefined) continue;
          jacobian[i] = g;
          jacobian[n + i] = -a * g * u;
        }
      },
      curvature(theta, pull, hessian) {
        const [a = NaN, b = NaN] = theta;
        let [ab, bb] = [0, 0];
        for (let i = 0; i < n; i++) {
          const u = logX[i] ?? NaN;
          const bent = (pull[i] ?? 0) * Math.exp(-b * u) * u;
          ab -= bent;
          bb += a * bent * u;
        }
        hessian[2] = (hessian[2] ?? 0) + ab;
        hessian[3] = (hessian[3] ?? 0) + bb;
      },
    };
  },
};
