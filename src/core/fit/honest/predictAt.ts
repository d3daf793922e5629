import { quantileSorted } from "../../stats/quantile";
import { normal, random } from "../../stats/random";
import type { Outlook } from "../result";
import { lossOfDraw, type Place } from "./models";

/** A loss with the ends of its 95 % interval. */
export interface Forecast {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The loss at a place with the 95 % interval of the law there; with a place of x alone a surface gives its lowest. Beyond what was trained
 * to the interval grows with the law's misfit. NaN at an x that is not above 0.
 */
export function predictAt(outlook: Outlook, at: Place): Forecast {
  return forecast(outlook, at, lossOfDraw(outlook.shape, outlook.central, at), logsAt(outlook, at));
}

/** The loss of a run still to be trained there, with the interval that holds it: the law's, and what runs scatter about it. */
export function predictRun(outlook: Outlook, at: Place): Forecast {
  const logs = logsAt(outlook, at);
  const draw = normal(random(7));
  outlook.runErrors.forEach((error, i) => {
    logs[i] = (logs[i] ?? NaN) + error * draw();
  });
  return forecast(outlook, at, undefined, logs);
}

function logsAt({ draws, shape }: Outlook, at: Place): Float64Array {
  return Float64Array.from(draws, (draw) => Math.log(lossOfDraw(shape, draw, at)));
}

/** Where no value is given it is the median. */
function forecast({ misfit, top }: Outlook, at: Place, given: number | undefined, logs: Float64Array): Forecast {
  logs.sort();
  const [low = NaN, middle = NaN, high = NaN] = [0.025, 0.5, 0.975].map((share) => quantileSorted(logs, share));
  const missed = 1.96 * misfit * Math.max(0, Math.log(at.x / top));
  const value = given ?? Math.exp(middle);
  return {
    value,
    low: Math.min(value, Math.exp(middle - Math.hypot(middle - low, missed))),
    high: Math.max(value, Math.exp(middle + Math.hypot(high - middle, missed))),
  };
}
