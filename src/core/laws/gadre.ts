import type { Law } from "./law";
import { columnOf, logOf } from "./columns";

const log6 = Math.log(6);

/**
 * L = E + α·N^−b + β·6^(−b/2)·D^−b: exponents of parameters and tokens tied, D = M·N. Gadre et al. 2024, eq. 4 (in N and the
 * token multiplier M = D/N; their b is ours negated, and β is theirs).
 */
export const gadre: Law = {
  id: "gadre",
  label: "Tied exponents",
  formula: "L = {E} + {alpha}·{N}^(−{b}) + {beta}·6^(−{b}/2)·{D}^(−{b})",
  inputs: ["N", "D"],
  params: [
    { id: "E", symbol: "E", meaning: "irreducible loss", lower: 0, upper: Infinity },
    { id: "alpha", symbol: "α", meaning: "prefactor of parameters", lower: 0, upper: Infinity },
    { id: "beta", symbol: "β", meaning: "prefactor of tokens", lower: 0, upper: Infinity },
    {
      id: "b",
      symbol: "b",
      meaning: "exponent of parameters and of tokens",
      lower: 1e-3,
      upper: 5,
      grid: [0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.8, 1, 1.5, 2],
    },
  ],
  linear: ["E", "alpha", "beta"],
  terms: [
    { coefficient: "alpha", input: "N", exponent: "b" },
    { coefficient: "beta", input: "D", exponent: "b" },
  ],
  bind(x, n) {
    const logN = logOf(columnOf(x, "N", n));
    const logD = logOf(columnOf(x, "D", n)).map((v) => v + log6 / 2);
    return {
      evaluate(theta, loss, jacobian) {
        const [E = NaN, alpha = NaN, beta = NaN, b = NaN] = theta;
        for (let i = 0; i < n; i++) {
          const [u = NaN, v = NaN] = [logN[i], logD[i]];
          const f = Math.exp(-b * u);
          const g = Math.exp(-b * v);
          loss[i] = E + alpha * f + beta * g;
          if (jacobian === undefined) continue;
          jacobian[i] = 1;
          jacobian[n + i] = f;
          jacobian[2 * n + i] = g;
          jacobian[3 * n + i] = -alpha * f * u - beta * g * v;
        }
      },
      curvature(theta, pull, hessian) {
        const [, alpha = NaN, beta = NaN, b = NaN] = theta;
        const at = (k: number, add: number): void => {
          hessian[k] = (hessian[k] ?? 0) + add;
        };
        for (let i = 0; i < n; i++) {
          const [u = NaN, v = NaN, w = NaN] = [logN[i], logD[i], pull[i]];
          const f = w * Math.exp(-b * u) * u;
          const g = w * Math.exp(-b * v) * v;
          at(13, -f);
          at(14, -g);
          at(15, alpha * f * u + beta * g * v);
        }
      },
    };
  },
};
