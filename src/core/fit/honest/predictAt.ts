import { normal, random } from "../../stats/random";
import type { HonestFit, HonestPrediction } from "./honest";
import { lossOfDraw, type Place } from "./models";

/**
 * The law's loss at x with its 95 % interval: of the law itself where `place` has no run (compute-optimal for Chinchilla's), of a new run
 * of that N and D where it has. Beyond the fitted range the interval grows with the law's misfit. NaN at an x that is not above 0.
 */
export function predictAt(fit: HonestFit, place: number | Place): HonestPrediction {
  const at = typeof place === "number" ? { x: place } : place;
  const logs = fit.draws.map((draw) => Math.log(lossOfDraw(fit.shape, draw, at)));
  if (at.run !== undefined) addRunErrors(logs, fit.runErrors);
  logs.sort((a, b) => a - b);
  const [low, middle, high] = [0.025, 0.5, 0.975].map((share) => quantileOf(logs, share));
  const missed = 1.96 * fit.misfit * Math.max(0, Math.log(at.x / fit.top));
  const [down, up] = [
    Math.hypot((middle ?? NaN) - (low ?? NaN), missed),
    Math.hypot((high ?? NaN) - (middle ?? NaN), missed),
  ];
  // A run's N and D need not be the optimum's, for which the central law was chosen.
  const value = at.run === undefined ? lossOfDraw(fit.shape, fit.central, at) : Math.exp(middle ?? NaN);
  return {
    value,
    low: Math.min(value, Math.exp((middle ?? NaN) - down)),
    high: Math.max(value, Math.exp((middle ?? NaN) + up)),
  };
}

function addRunErrors(logs: number[], runErrors: Float64Array): void {
  const draw = normal(random(7));
  runErrors.forEach((error, i) => {
    logs[i] = (logs[i] ?? NaN) + error * draw();
  });
}

/** Of sorted values, linearly between neighbours. */
function quantileOf(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const [a = NaN, b = sorted[low] ?? NaN] = [sorted[low], sorted[low + 1]];
  return a + (b - a) * (at - low);
}
