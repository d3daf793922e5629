/** What is known of a run whose rows have an epoch instead of a step. */
export interface EpochShare {
  /** The epoch of each row, NaN where unknown, and what the progress bar before it said. */
  readonly epoch: Float64Array;
  readonly bar: Float64Array;
  /** Whether the row is an evaluation: then training stands still, and the bar is exact. */
  readonly evaluated: readonly boolean[];
  /** The step at which the run ends, as the bar says. */
  readonly total: number;
  /** The epoch in which it ended; NaN while it runs. */
  readonly epochs: number;
}

/** The bar follows rows that are written at once; in a buffer of output it is far ahead of most of them. */
export function barLags({ epoch, bar }: Pick<EpochShare, "epoch" | "bar">): boolean {
  let stands = 0;
  for (let i = 1; i < epoch.length; i++)
    if ((epoch[i] ?? NaN) > (epoch[i - 1] ?? NaN) && !((bar[i] ?? NaN) > (bar[i - 1] ?? NaN))) stands++;
  return stands > 0;
}

/**
 * Hugging Face prints the epoch with four digits, rounded: step = epoch / epochs · total, put on the grid of the logging interval
 * where all training rows lie on one. NaN throughout where neither the end nor a bar tells how many steps an epoch has.
 */
export function stepsByEpoch(share: EpochShare): Float64Array {
  const { epoch, evaluated, total } = share;
  const perEpoch = stepsAnEpoch(share);
  const raw = epoch.map((value) => value * perEpoch);
  const trained = raw.filter((_, i) => evaluated[i] !== true);
  const interval = intervalOf(trained, perEpoch);
  return raw.map((value) => {
    const onGrid = interval === undefined ? NaN : Math.round(value / interval) * interval;
    const step = Math.abs(onGrid - value) <= rounding(value / perEpoch) * perEpoch + 0.5 ? onGrid : Math.round(value);
    return Math.min(step, total);
  });
}

function stepsAnEpoch({ epoch, bar, evaluated, total, epochs }: EpochShare): number {
  if (epochs > 0) return total / epochs;
  const shares = (pick: (i: number) => boolean) =>
    [...epoch.keys()].filter(pick).flatMap((i) => {
      const share = (bar[i] ?? NaN) / (epoch[i] ?? NaN);
      return share > 0 && share < Infinity ? [share] : [];
    });
  const exact = shares((i) => evaluated[i] === true);
  // Else the last row of each clump was printed just before the bar moved on.
  const found = exact.length > 0 ? exact : shares((i) => (bar[i + 1] ?? Infinity) > (bar[i] ?? NaN));
  found.sort((a, b) => a - b);
  return found[found.length >> 1] ?? NaN;
}

/** How far a printed epoch may be from the true one: half a unit of its fourth digit, or of the second decimal. */
const rounding = (epoch: number): number =>
  epoch > 0 ? Math.max(0.005, 10 ** (Math.floor(Math.log10(epoch)) - 3) / 2) : 0;

/** The logging interval, if all rows are multiples of one within what rounding allows. */
function intervalOf(steps: Float64Array, perEpoch: number): number | undefined {
  const last = steps.at(-1) ?? NaN;
  const first = steps[0] ?? NaN;
  if (steps.length < 2 || !(last > first)) return undefined;
  const interval = Math.round((last - first) / (steps.length - 1));
  if (interval < 1) return undefined;
  const near = (step: number) =>
    Math.abs(Math.round(step / interval) * interval - step) <=
    Math.min(interval / 2.5, rounding(step / perEpoch) * perEpoch + 0.5);
  return steps.every((step) => near(step)) ? interval : undefined;
}
