/** A step that starts again with each epoch, counted on from epoch to epoch. */
export interface RunOn {
  readonly step: Float64Array;
  /** Steps an epoch, as the highest step of an epoch and the interval between rows tell. */
  readonly perEpoch: number;
}

/**
 * Counts a step on from epoch to epoch: (epoch − first epoch) · steps an epoch + step. Undefined where the step does not fall when
 * the epoch rises, so that it counts the whole run already. Both columns have a value (or NaN) a row, in the order of the log.
 */
export function runOn(step: Float64Array, epoch: Float64Array): RunOn | undefined {
  if (!startsAgain(step, epoch)) return undefined;
  const perEpoch = stepsAnEpoch(step, epoch);
  const first = Math.floor(epoch.find((value) => Number.isFinite(value)) ?? 0);
  // Loops count epochs from 0 or 1; a log that begins later is a resumed one.
  const base = first <= 1 ? first : 0;
  return { step: step.map((value, i) => (Math.floor(epoch[i] ?? NaN) - base) * perEpoch + value), perEpoch };
}

/** Of the rows at which an epoch begins, nearly all have a lower step than the row before. */
function startsAgain(step: Float64Array, epoch: Float64Array): boolean {
  let again = 0;
  let further = 0;
  for (let i = 1; i < step.length; i++) {
    if (!(Math.floor(epoch[i] ?? NaN) > Math.floor(epoch[i - 1] ?? NaN))) continue;
    const change = (step[i] ?? NaN) - (step[i - 1] ?? NaN);
    if (change < 0) again++;
    else if (change > 0) further++;
  }
  return again > 0 && further * 10 <= again;
}

/**
 * Exact where every step is logged, or the last one of an epoch beside every k-th; else the first multiple of the interval that no
 * logged step passes.
 */
function stepsAnEpoch(step: Float64Array, epoch: Float64Array): number {
  let least = Infinity;
  let most = -Infinity;
  const intervals: number[] = [];
  let lastInterval = NaN;
  for (let i = 0; i < step.length; i++) {
    const here = step[i] ?? NaN;
    const inside = i > 0 && Math.floor(epoch[i] ?? NaN) === Math.floor(epoch[i - 1] ?? NaN);
    const interval = inside ? here - (step[i - 1] ?? NaN) : NaN;
    if (interval > 0) intervals.push(interval);
    if (here > most) {
      most = here;
      lastInterval = interval > 0 ? interval : lastInterval;
    }
    if (here < least) least = here;
  }
  intervals.sort((a, b) => a - b);
  const interval = intervals[intervals.length >> 1] ?? 1;
  const fromOne = least === 1 || least === interval;
  if (least > 0 && fromOne && (interval === 1 || least === interval)) return most;
  // 99, 199, … of a loop from 0 that logs every hundredth; or a last row that is nearer: the epoch's end.
  if (least === interval - 1 || lastInterval < interval) return most + (fromOne ? 0 : 1);
  return most - (fromOne ? 1 : least) + interval;
}
