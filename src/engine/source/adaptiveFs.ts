/** A disk whose synchronous calls take longer than this on average (milliseconds) is asked asynchronously. */
const slow = 2;
/** A single call counts for no more than this: a moment in which the machine was busy says nothing about the disk. */
const cap = 10;
/** Weight of the newest call in the moving average. */
const newestShare = 0.1;
/** After so many asynchronous calls the disk may have become fast: a synchronous one is tried again. */
const retryAfter = 1000;
/** After so many milliseconds of synchronous calls the event loop gets a turn. */
const longestTurn = 20;

/**
 * Calls the file system synchronously while it answers at once, which costs a tenth of a call through the thread pool, and
 * asynchronously, many calls at a time, while it is slow, as a network's is. Neither holds up messages and timers.
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
      if (began - turned > longestTurn) {
        await new Promise((resolve) => setImmediate(resolve));
        turned = began = now();
      }
      try {
        return direct();
      } finally {
        average += newestShare * (Math.min(now() - began, cap) - average);
        if (average > slow) {
          waiting = retryAfter;
          average = 0;
        }
      }
    },
  };
}
