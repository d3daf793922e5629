/** A disk whose answers take longer than this on average (milliseconds) is asked by threads. */
const SLOW = 2;
/** A single answer counts for no more: a moment in which the machine did something else tells nothing of the disk. */
const LONGEST = 10;
/** How much of the average the newest answer is. */
const SHARE = 0.1;
/** After so many questions to threads the disk may have woken up: one is asked directly again. */
const PATIENCE = 1000;
/** At the latest after so many milliseconds of answers at once everything else has its turn. */
const TURN = 20;

/**
 * Asks the disk directly while it answers at once, which costs a tenth of the way through a thread, and by threads, many at a
 * time, while it is slow, as a network's is. Messages and timers are not held up by either.
 */
export interface AdaptiveFs {
  ask<T>(direct: () => T, threaded: () => Promise<T>): Promise<T>;
}

export function createAdaptiveFs(now: () => number = () => performance.now()): AdaptiveFs {
  let average = 0;
  let waiting = 0;
  let turned = now();
  return {
    async ask(direct, threaded) {
      if (waiting > 0) {
        waiting--;
        return threaded();
      }
      let began = now();
      if (began - turned > TURN) {
        await new Promise((resolve) => setImmediate(resolve));
        turned = began = now();
      }
      try {
        return direct();
      } finally {
        average += SHARE * (Math.min(now() - began, LONGEST) - average);
        if (average > SLOW) {
          waiting = PATIENCE;
          average = 0;
        }
      }
    },
  };
}
