import type { Clock } from "../clock";
import type { CachePlace } from "../protocol/jobs";
import { createReadingCache, type ReadingCache } from "./cache/cache";
import type { Store } from "./cache/store";
import type { LogIndex } from "./logIndex";
import type { Source } from "./source/source";

/** The cache is written so long after the folders were opened (milliseconds): the first views go first. */
const afterOpen = 2000;
/** … and so long after a log changed: it is cached only when it has been quiet for a while, and looking more often finds nothing. */
const afterChange = 90_000;

/** What a cache needs of the place that the engine runs in. */
export interface CacheSetup {
  readonly store: (folder: string) => Store;
  /** A hash of the program: what another build wrote is not used. */
  readonly build: string;
}

/** Writes the read cache for the next session: late, and one file after another, so that nothing waits for it. */
export interface CacheWriter {
  /** The cache at a place, for folders that are opened; undefined without one, and with a limit of 0 bytes it is emptied. */
  open(place: CachePlace | undefined): ReadingCache | undefined;
  /** The logs were read, or changed and were read again: writes what is new of them later. */
  schedule(index: LogIndex, when: "opened" | "changed"): void;
  stop(): void;
}

export interface CacheWriterOptions {
  readonly source: Source;
  readonly setup: CacheSetup | undefined;
  readonly clock: Clock;
  readonly failed: (error: unknown) => void;
}

export function createCacheWriter({ source, setup, clock, failed }: CacheWriterOptions): CacheWriter {
  let stopTimer: (() => void) | undefined;
  let generation = 0;
  let writing: Promise<unknown> = Promise.resolve();
  const stop = (): void => {
    generation++;
    stopTimer?.();
    stopTimer = undefined;
  };
  return {
    open(place) {
      stop();
      if (setup === undefined || place === undefined) return undefined;
      const store = setup.store(place.folder);
      if (place.bytes > 0) return createReadingCache({ source, store, build: setup.build, limit: place.bytes });
      writing = writing.then(() => clear(store)).catch(failed);
      return undefined;
    },
    schedule(index, when) {
      if (when === "changed" && stopTimer !== undefined) return;
      stopTimer?.();
      const mine = generation;
      stopTimer = clock.after(when === "opened" ? afterOpen : afterChange, () => {
        stopTimer = undefined;
        writing = writing.then(() => index.writeCache(() => mine !== generation)).catch(failed);
      });
    },
    stop,
  };
}

async function clear(store: Store): Promise<void> {
  for (const { name } of await store.list()) await store.remove(name);
}
