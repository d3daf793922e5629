import { fitLaw } from "../../../src/core/fit/fit";
import { parseObjective } from "../../../src/core/fit/objective";
import type { Points } from "../../../src/core/fit/points";
import { thetaOf } from "../../../src/core/fit/predict";
import { profileIntervals } from "../../../src/core/fit/profile";
import { lawOf } from "../../../src/core/laws/index";
import type { Inputs } from "../../../src/core/laws/law";
import { normal, random } from "../../../src/core/stats/random";
import { pointsOf } from "./fitting";

/** A truth to simulate: runs of 1 % noise, each its own row. */
export interface Truth {
  readonly law: string;
  readonly theta: readonly number[];
}

export const truths: readonly Truth[] = [
  { law: "power", theta: [47.97, 0.061] },
  { law: "power-floor", theta: [1.7, 4000, 0.185] },
  { law: "chinchilla", theta: [1.69, 406.4, 410.7, 0.34, 0.28] },
];

export type Method = "bootstrap" | "profile";

export interface Coverage {
  readonly id: string;
  /** Share of the simulations whose 95 % interval held the truth. */
  readonly covered: number;
}

/** n points over four decades of C (or two of N and of D) with log-normal noise. */
function simulate({ law: id, theta }: Truth, n: number, noise: number, uniform: () => number): Points {
  const law = lawOf(id);
  if (law === undefined) throw new Error(id);
  const draw = normal(uniform);
  const rows = Array.from({ length: n }, (_, i) => i / (n - 1));
  const x = Float64Array.from(rows, (share) => 1e18 * 10 ** (4 * share));
  const N = Float64Array.from(rows, (_, i) => 3e7 * 10 ** (2.5 * ((i * 0.618034) % 1)));
  const D = Float64Array.from(rows, (share) => 5e8 * 10 ** (2.5 * share));
  const inputs: Inputs = id === "chinchilla" ? { N, D } : { x };
  const loss = new Float64Array(n);
  law.bind(inputs, n).evaluate(Float64Array.from(theta), loss);
  return pointsOf(
    inputs,
    loss.map((l) => l * Math.exp(noise * draw())),
  );
}

/** How often the 95 % intervals of each coefficient hold the truth; a simulation without an interval counts as not covered. */
export function coverage(truth: Truth, n: number, method: Method, simulations: number, noise = 0.005): Coverage[] {
  const law = lawOf(truth.law);
  const objective = parseObjective("log-mse");
  if (law === undefined || objective === undefined) throw new Error(truth.law);
  const uniform = random(n + simulations);
  const hits = law.params.map(() => 0);
  for (let k = 0; k < simulations; k++) {
    const points = simulate(truth, n, noise, uniform);
    const bootstrap = method === "bootstrap" ? 400 : 0;
    const fit = fitLaw(points, { law, objective: "log-mse", x: "flops", bootstrap, seed: k + 1 });
    if (fit.status !== "fitted") continue;
    const ends =
      method === "bootstrap" ? fit.coefficients : profileIntervals(law, objective, points, thetaOf(law, fit));
    law.params.forEach(({ id }, p) => {
      const end = ends?.find((one) => one.id === id);
      const value = truth.theta[p] ?? NaN;
      const open = method === "profile" && end !== undefined;
      const [low, high] = [end?.low ?? (open ? -Infinity : NaN), end?.high ?? (open ? Infinity : NaN)];
      if (low <= value && value <= high) hits[p] = (hits[p] ?? 0) + 1;
    });
  }
  return law.params.map(({ id }, p) => ({ id, covered: (hits[p] ?? 0) / simulations }));
}
