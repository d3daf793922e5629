import { newRunInterval, predictInterval, type Derived } from "../../../src/core/fit/intervals/derived";
import { fitLaw } from "../../../src/core/fit/fit";
import type { Points } from "../../../src/core/fit/points/points";
import type { Fitted } from "../../../src/core/fit/result";
import { lawOf } from "../../../src/core/laws/index";
import type { Inputs } from "../../../src/core/laws/law";
import { normal, random } from "../../../src/core/stats/random";
import { pointsOf } from "./fitting";

/** A truth to simulate. */
export interface Truth {
  readonly law: string;
  readonly theta: readonly number[];
}

export const truths: readonly Truth[] = [
  { law: "power", theta: [47.97, 0.061] },
  { law: "power-floor", theta: [1.7, 4000, 0.185] },
  { law: "chinchilla", theta: [1.69, 406.4, 410.7, 0.34, 0.28] },
];

export interface Design {
  readonly n: number;
  /** How many runs the rows are of, each with an error of its own; 0 where every row is a run. */
  readonly clusters: number;
  /** As the protocol has it. */
  readonly interval: string;
}

export interface Coverage {
  readonly id: string;
  /** Share of the simulations whose 95 % interval held the truth. */
  readonly covered: number;
}

/** Log-normal errors: of a row, and where rows are of few runs also of a run. */
const noise = 0.005;
const runNoise = 0.003;

interface Study {
  readonly points: Points;
  /** Where a prediction is asked for: a decade beyond the points, its true loss, and one with a row's error. */
  readonly target: Readonly<Record<string, number>>;
  readonly loss: number;
  readonly newRun: number;
}

/** n points over four decades of C (or two and a half of N and of D) with log-normal noise. */
function simulate({ law: id, theta }: Truth, { n, clusters }: Design, uniform: () => number): Study {
  const law = lawOf(id);
  if (law === undefined) throw new Error(id);
  const draw = normal(uniform);
  const rows = Array.from({ length: n }, (_, i) => i / (n - 1));
  const x = Float64Array.from(rows, (share) => 1e18 * 10 ** (4 * share));
  const place = (i: number): number => (clusters === 0 ? (i * 0.618034) % 1 : (i % clusters) / (clusters - 1));
  const N = Float64Array.from(rows, (_, i) => 3e7 * 10 ** (2.5 * place(i)));
  const D = Float64Array.from(rows, (share) => 5e8 * 10 ** (2.5 * share));
  const [two, far] = [id === "chinchilla", { x: 1e23, N: 1e11, D: 1.6e12 }];
  const inputs: Inputs = two ? { N, D } : { x };
  const all = Object.fromEntries(Object.entries(inputs).map(([name, column]) => [name, [...column]]));
  for (const name of law.inputs) all[name]?.push(far[name as keyof typeof far]);
  const truth = new Float64Array(n + 1);
  const columns = Object.fromEntries(Object.entries(all).map(([name, column]) => [name, Float64Array.from(column)]));
  law.bind(columns, n + 1).evaluate(Float64Array.from(theta), truth);
  const own = Float64Array.from({ length: clusters }, () => runNoise * draw());
  const noisy = truth.map(
    (l, i) => l * Math.exp(noise * draw() + (clusters > 0 && i < n ? (own[i % clusters] ?? 0) : 0)),
  );
  const points = pointsOf(inputs, noisy.subarray(0, n));
  const run = points.run.map((_, i) => i % clusters);
  const grouped = clusters === 0 ? points : { ...points, run, runs: [...own.keys()].map((r) => `run ${r}`) };
  const target = two ? { N: far.N, D: far.D } : { x: far.x };
  return { points: grouped, target, loss: truth[n] ?? NaN, newRun: noisy[n] ?? NaN };
}

/**
 * How often the 95 % intervals hold the truth: of each coefficient, of the loss a decade beyond the points ("L"), and, where every row
 * is a run, of a new run there ("new run"). A simulation without an interval counts as not covered.
 */
export function coverage(truth: Truth, design: Design, simulations: number): Coverage[] {
  const law = lawOf(truth.law);
  if (law === undefined) throw new Error(truth.law);
  const uniform = random(design.n + simulations + design.clusters);
  const hits = new Map<string, number>();
  for (let k = 0; k < simulations; k++) {
    const study = simulate(truth, design, uniform);
    const options = { objective: "log-mse", x: "flops", bootstrap: 400, interval: design.interval } as const;
    const fit = fitLaw(study.points, { ...options, law, seed: k + 1 });
    if (fit.status === "fitted")
      for (const id of covered(truth, study, fit, design)) hits.set(id, (hits.get(id) ?? 0) + 1);
  }
  const ids = [...law.params.map(({ id }) => id), "L", ...(design.clusters === 0 ? ["new run"] : [])];
  return ids.map((id) => ({ id, covered: (hits.get(id) ?? 0) / simulations }));
}

function covered({ theta }: Truth, { target, loss, newRun }: Study, fit: Fitted, { clusters }: Design): string[] {
  const found = (id: string, truth: number, { low = NaN, high = NaN }: Pick<Derived, "low" | "high">): string[] =>
    low <= truth && truth <= high ? [id] : [];
  return [
    ...fit.coefficients.flatMap((one, p) => found(one.id, theta[p] ?? NaN, one)),
    ...found("L", loss, predictInterval(fit, target)),
    ...(clusters === 0 ? found("new run", newRun, newRunInterval(fit, target)) : []),
  ];
}
