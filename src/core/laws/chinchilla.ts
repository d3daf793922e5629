import type { Law } from "./law";
import { columnOf, logOf } from "./columns";

const grid = [0.06, 0.14, 0.22, 0.3, 0.38, 0.47, 0.6, 0.85, 1.4];

/** L = E + A·N^−α + B·D^−β. Hoffmann et al. 2022, eq. 2 and appendix D.3. */
export const chinchilla: Law = {
  id: "chinchilla",
  label: "Chinchilla",
  formula: "L = {E} + {A}·{N}^(−{alpha}) + {B}·{D}^(−{beta})",
  inputs: ["N", "D"],
  params: [
    { id: "E", symbol: "E", meaning: "irreducible loss", lower: 0, upper: Infinity },
    { id: "A", symbol: "A", meaning: "prefactor of parameters", lower: 0, upper: Infinity },
    { id: "B", symbol: "B", meaning: "prefactor of tokens", lower: 0, upper: Infinity },
    { id: "alpha", symbol: "α", meaning: "exponent of parameters", lower: 1e-3, upper: 5, grid },
    { id: "beta", symbol: "β", meaning: "exponent of tokens", lower: 1e-3, upper: 5, grid },
  ],
  linear: ["E", "A", "B"],
  terms: [
    { coefficient: "A", input: "N", exponent: "alpha" },
    { coefficient: "B", input: "D", exponent: "beta" },
  ],
  bind(x, n) {
    const logN = logOf(columnOf(x, "N", n));
    const logD = logOf(columnOf(x, "D", n));
    const powN = new Float64Array(n);
    const powD = new Float64Array(n);
    return {
      evaluate(theta, loss, jacobian) {
        const [E = NaN, A = NaN, B = NaN, alpha = NaN, beta = NaN] = theta;
        for (let i = 0; i < n; i++) {
          const u = logN[i] ?? NaN;
          const v = logD[i] ?? NaN;
          const f = Math.exp(-alpha * u);
          const g = Math.exp(-beta * v);
          powN[i] = f;
          powD[i] = g;
          loss[i] = E + A * f + B * g;
          if (jacobian === undefined) continue;
          jacobian[i] = 1;
          jacobian[n + i] = f;
          jacobian[2 * n + i] = g;
          jacobian[3 * n + i] = -A * f * u;
          jacobian[4 * n + i] = -B * g * v;
        }
      },
      curvature(theta, pull, hessian) {
        const [, A = NaN, B = NaN] = theta;
        let [first, second, third, fourth] = [0, 0, 0, 0];
        for (let i = 0; i < n; i++) {
          const [u = NaN, v = NaN, w = NaN] = [logN[i], logD[i], pull[i]];
          const f = w * (powN[i] ?? NaN) * u;
          const g = w * (powD[i] ?? NaN) * v;
          first -= f;
          second -= g;
          third += A * f * u;
          fourth += B * g * v;
        }
        hessian[16] = (hessian[16] ?? 0) + first;
        hessian[22] = (hessian[22] ?? 0) + second;
        hessian[18] = (hessian[18] ?? 0) + third;
        hessian[24] = (hessian[24] ?? 0) + fourth;
      },
    };
  },
};
