import type { Clock } from "../clock";
import type { Run } from "../core/runs/run";
import type { LogIndex } from "./logIndex";

/** A silence is noticed so much after it began (milliseconds), together with others that begin at about the same time. */
const late = 2000;
/** The longest that a timer can wait. */
const longest = 2 ** 31 - 1;

/** What is done by the clock for the folders that are open, whether or not anything is heard from them. */
export interface Polling {
  /** Calls `look` every so many seconds, for disks whose watchers report nothing; 0 for never. A look waits for the one before. */
  poll(seconds: number, look: () => Promise<unknown>): void;
  /** Calls `look` when the status of one of the runs changes by mere time: it fell silent. */
  watch(index: LogIndex, runs: readonly Run[], look: () => void): void;
  stop(): void;
}

export function createPolling(clock: Clock, failed: (error: unknown) => void): Polling {
  let stopPoll: (() => void) | undefined;
  let stopWatch: (() => void) | undefined;
  let generation = 0;

  const poll = (seconds: number, look: () => Promise<unknown>): void => {
    stopPoll?.();
    if (seconds <= 0) return;
    const mine = generation;
    stopPoll = clock.after(seconds * 1000, () => {
      look()
        .catch(failed)
        .finally(() => {
          if (mine === generation) poll(seconds, look);
        });
    });
  };
  return {
    poll,
    watch(index, runs, look) {
      stopWatch?.();
      const next = runs.reduce((first, { until = Infinity }) => Math.min(first, until), Infinity);
      if (next === Infinity) return;
      const wait = Math.min(longest, Math.max(0, next - clock.now()) + late);
      stopWatch = clock.after(wait, () => {
        index.expire();
        look();
      });
    },
    stop() {
      generation++;
      stopPoll?.();
      stopWatch?.();
    },
  };
}
