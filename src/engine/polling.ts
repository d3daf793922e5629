import type { Run } from "../core/runs/run";
import type { Library } from "./logIndex";

/** A silence is told this much after it began (milliseconds), and several that begin together at once. */
const LATE = 2000;
/** The longest that a timer can wait. */
const LONGEST = 2 ** 31 - 1;

/** What is done by the clock for the library that is open. */
export interface Upkeep {
  /** Looks again and again every so many seconds, for disks whose watchers are silent; 0 for never. */
  poll(seconds: number, look: () => Promise<unknown>): void;
  /** Calls `look` when the status of one of the runs is another though nothing changed: it fell silent. */
  watch(library: Library, runs: readonly Run[], look: () => void): void;
  stop(): void;
}

export function createUpkeep(failed: (error: unknown) => void): Upkeep {
  let polling: NodeJS.Timeout | undefined;
  let silence: NodeJS.Timeout | undefined;
  let generation = 0;

  const poll = (seconds: number, look: () => Promise<unknown>): void => {
    clearTimeout(polling);
    if (seconds <= 0) return;
    const mine = generation;
    polling = setTimeout(() => {
      look()
        .catch(failed)
        .finally(() => {
          // The next look waits for the one before.
          if (mine === generation) poll(seconds, look);
        });
    }, seconds * 1000);
  };
  return {
    poll,
    watch(library, runs, look) {
      clearTimeout(silence);
      const next = runs.reduce((first, { until = Infinity }) => Math.min(first, until), Infinity);
      if (next === Infinity) return;
      const wait = Math.min(LONGEST, Math.max(0, next - Date.now()) + LATE);
      silence = setTimeout(() => {
        library.lapse();
        look();
      }, wait);
    },
    stop() {
      generation++;
      clearTimeout(polling);
      clearTimeout(silence);
    },
  };
}
