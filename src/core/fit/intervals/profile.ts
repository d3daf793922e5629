import type { Law } from "../../laws/law";
import { studentCritical } from "../../stats/student";
import { minimizerOf } from "../solve/minimize";
import type { Objective } from "../protocol/objective";
import type { Points } from "../points/points";
import { problemOf } from "../solve/problem";

/** The profile-likelihood interval of one coefficient; an end is absent where the profile does not rise enough on that side. */
export interface ProfileInterval {
  readonly id: string;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

/**
 * Intervals from the profile of the squares: the values of a coefficient at which Σr², all others refitted, is no more than
 * (1 + t²/(n − p)) times its minimum (Bates and Watts 1988, §6.1). Follows the curve of the law, so an end may be open: the points
 * then do not bound that coefficient. For least squares, on rows that are independent; undefined for other objectives and where
 * there are no more rows than coefficients.
 */
export function profileIntervals(
  law: Law,
  objective: Objective,
  points: Points,
  theta: Float64Array,
  level = 0.95,
): ProfileInterval[] | undefined {
  const [n, p] = [points.loss.length, law.params.length];
  if (objective.shape !== "square" || n <= p) return undefined;
  const critical = 1 + studentCritical(level, n - p) ** 2 / (n - p);
  const inside = problemOf(law, points.inputs, points.loss, objective, points.weight);
  const start = minimizerOf(inside).minimize(inside.units.inside(theta), true);
  const limit = start.value * critical;
  /** A coefficient that carries units is followed in those of its input; held, it no longer hides in its exponent. */
  const outside = { ...inside, law, bound: law.bind(points.inputs, n) };
  const best = inside.units.outside(start.theta);
  return law.params.map(({ id, lower, upper }, k) => {
    const carries = law.inner !== undefined || law.terms?.some(({ coefficient }) => coefficient === id) === true;
    const [problem, from] = carries ? [outside, best] : [inside, start.theta];
    const excess: Excess = (at, theta) => {
      const params = law.params.map((param, m) => (m === k ? { ...param, lower: at, upper: at } : param));
      const held = theta.map((v, m) => (m === k ? at : v));
      const found = minimizerOf({ ...problem, law: { ...problem.law, params } }).minimize(held, true);
      return { over: found.value - limit, theta: found.theta };
    };
    const [low, high] = [edge(from, k, -1, lower, excess), edge(from, k, 1, upper, excess)];
    return {
      id,
      value: theta[k] ?? NaN,
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
    };
  });
}

type Excess = (at: number, from: Float64Array) => { over: number; theta: Float64Array };

/** Where the profile crosses its limit on one side: outward in growing steps, then by bisection. */
function edge(start: Float64Array, k: number, sign: 1 | -1, bound: number, excess: Excess): number | undefined {
  const centre = start[k] ?? NaN;
  let theta = start;
  let inside = centre;
  let step = 1e-3 * Math.max(Math.abs(centre), 1e-6);
  for (let tries = 0; tries < 60; tries++) {
    const wanted = inside + sign * step;
    const at = sign > 0 ? Math.min(wanted, bound) : Math.max(wanted, bound);
    const found = excess(at, theta);
    if (found.over > 0) return bisect(inside, at, theta, excess);
    if (at === bound || !Number.isFinite(found.over)) return undefined;
    ({ theta } = found);
    inside = at;
    step *= 1.6;
  }
  return undefined;
}

function bisect(inside: number, outside: number, from: Float64Array, excess: Excess): number {
  let theta = from;
  let [low, high] = [inside, outside];
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2;
    const found = excess(middle, theta);
    if (found.over > 0) high = middle;
    else {
      low = middle;
      ({ theta } = found);
    }
  }
  return (low + high) / 2;
}
