import assert from "node:assert/strict";
import { fitLaw } from "../../../src/core/fit/fit";
import { predictAll } from "../../../src/core/fit/solve/predict";
import { formulaId, lawOf } from "../../../src/core/laws/index";
import type { Inputs } from "../../../src/core/laws/law";
import { random } from "../../../src/core/stats/random";

const uniform = random(17);
const n = 160;
const spread = (low: number, high: number): Float64Array =>
  Float64Array.from({ length: n }, () => low * (high / low) ** uniform());
const N = spread(5e7, 5e9);
const D = spread(1e9, 2e11);
const epochs = Float64Array.from({ length: n }, () => 1 + 30 * uniform());
const active = N.map((v) => v * (0.05 + 0.9 * uniform()));
const x = spread(1e17, 1e22);
const shares = Float64Array.from({ length: n }, () => 0.05 + 0.9 * uniform());
const inputs: Inputs = { N, D, epochs, active, x, r: shares, s: shares.map((r) => 1 - r) };

interface Known {
  readonly law: string;
  readonly truth: Readonly<Record<string, number>>;
  /** Relative error allowed for the coefficients; left out where they trade against each other and only the losses are held. */
  readonly coefficients?: number;
  /** Largest relative error of the losses. */
  readonly losses: number;
}

const cases: readonly Known[] = [
  { law: "power", truth: { a: 47.97, b: 0.061 }, coefficients: 1e-9, losses: 1e-10 },
  { law: "power-floor", truth: { E: 1.7, a: 900, b: 0.155 }, coefficients: 1e-6, losses: 1e-8 },
  {
    law: "chinchilla",
    truth: { E: 1.69, A: 406.4, B: 410.7, alpha: 0.34, beta: 0.28 },
    coefficients: 1e-7,
    losses: 1e-9,
  },
  { law: "gadre", truth: { E: 1.84, alpha: 166.2, beta: 366.7, b: 0.273 }, coefficients: 1e-7, losses: 1e-9 },
  { law: "kaplan", truth: { Nc: 8.8e13, Dc: 5.4e13, alphaN: 0.076, alphaD: 0.095 }, coefficients: 1e-5, losses: 1e-8 },
  { law: "broken", truth: { E: 0.8, a: 60, b: 0.08, c: 0.1, d: 1e19, f: 0.5 }, losses: 1e-5 },
  {
    law: "farseer",
    truth: { s: -0.4, q: -0.06, S: 0.6, B: 80, b: 0.13, Q: -1, A: 2, a: 0.05, E: -2 },
    coefficients: 1e-3,
    losses: 1e-9,
  },
  {
    law: "data-constrained",
    truth: { E: 1.87, A: 521, B: 1488, alpha: 0.35, beta: 0.35, R: 15.4 },
    coefficients: 1e-5,
    losses: 1e-8,
  },
  {
    law: "data-constrained-excess",
    truth: { E: 1.87, A: 521, B: 1488, alpha: 0.35, beta: 0.36, RD: 15.4, RN: 5.3 },
    coefficients: 1e-4,
    losses: 1e-8,
  },
  {
    law: "moe",
    truth: { E: 1.4, A: 120, B: 900, G: 0.2, H: 30, alpha: 0.3, beta: 0.33, lambda: 0.25, delta: 0.3, gamma: 0.22 },
    losses: 1e-3,
  },
  { law: "mixture:r,s", truth: { c: 1.9, t_r: 0.4, t_s: -0.7 }, coefficients: 1e-6, losses: 1e-8 },
  {
    law: "mixture-additive:r,s",
    truth: { E: 1.2, C_r: 1.5, gamma_r: 0.5, C_s: 0.8, gamma_s: 0.9, A: 400, alpha: 0.34, B: 900, beta: 0.3 },
    losses: 1e-4,
  },
  {
    law: "mixture-joint:r,s",
    truth: {
      ...{ E: 1.2, C_r: 1.5, gamma_r: 0.5, C_s: 0.8, gamma_s: 0.9 },
      ...{ A_r: 300, A_s: 500, gammaA: 0.9, alpha: 0.34, B_r: 700, B_s: 300, gammaB: 1.1, beta: 0.3 },
    },
    losses: 2e-3,
  },
  {
    law: formulaId("E + A*N^-alpha + B*D^-beta*(1 + g*r)", ["r"]),
    truth: { E: 1.7, A: 400, alpha: 0.34, B: 420, beta: 0.28, g: 0.6 },
    coefficients: 1e-5,
    losses: 1e-8,
  },
];

describe("recovery", () => {
  for (const { law: id, truth, coefficients, losses } of cases)
    it(`of ${id} from losses without noise`, () => {
      const law = lawOf(id);
      assert.ok(law);
      const theta = Float64Array.from(law.params, (param) => truth[param.id] ?? NaN);
      const loss = new Float64Array(n);
      law.bind(inputs, n).evaluate(theta, loss);
      assert.ok(
        loss.every((l) => l > 0 && l < 100),
        String(loss),
      );
      const points = { inputs, loss, run: Int32Array.from(loss.keys()), runs: [...loss.keys()].map(String), sizes: N };
      const fit = fitLaw(points, { law: id, objective: "log-mse", x: "flops", bootstrap: 0, seed: 1 });
      assert.equal(fit.status, "fitted");
      const worst = Math.max(...predictAll(fit, inputs, n).map((l, i) => Math.abs(l / loss[i]! - 1)));
      assert.ok(worst <= losses, `losses are off by ${worst}`);
      if (coefficients === undefined) return;
      for (const { id: name, value } of fit.coefficients)
        assert.ok(Math.abs(value / truth[name]! - 1) <= coefficients, `${name} = ${value}, not ${truth[name]}`);
    });
});
