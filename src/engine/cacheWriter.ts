import type { CachePlace } from "../protocol/jobs";
import { createReadingCache, type ReadingCache } from "./cache/cache";
import type { Store } from "./cache/store";
import type { Library } from "./logIndex";
import type { Source } from "./source/source";

/** So long after reading (milliseconds) the first views are drawn: then what was read is laid down. */
const AFTER_OPEN = 2000;
/** A log that changed is laid down when it has been quiet for a while; looking more often finds nothing. */
const AFTER_CHANGE = 90_000;

/** Where things may be kept between sessions, and by which program: what another build read is not believed. */
export interface Keeping {
  readonly store: (folder: string) => Store;
  readonly build: string;
}

/** Lays down what was read, for the next session: late, and one file after another, so that nothing waits for it. */
export interface Keeper {
  /** The cache at a place, for a library that is opened; what lies there is deleted where nothing is to be kept. */
  at(place: CachePlace | undefined): ReadingCache | undefined;
  /** The library was read, or read again. */
  read(library: Library, when: "opened" | "changed"): void;
  stop(): void;
}

export function createKeeper(source: Source, keeping: Keeping | undefined, failed: (error: unknown) => void): Keeper {
  let timer: NodeJS.Timeout | undefined;
  let generation = 0;
  let working: Promise<unknown> = Promise.resolve();
  const stop = (): void => {
    generation++;
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    at(place) {
      stop();
      if (keeping === undefined || place === undefined) return undefined;
      const store = keeping.store(place.folder);
      if (place.bytes > 0) return createReadingCache({ source, store, build: keeping.build, most: place.bytes });
      working = working.then(() => clear(store)).catch(failed);
      return undefined;
    },
    read(library, when) {
      if (when === "changed" && timer !== undefined) return;
      clearTimeout(timer);
      const mine = generation;
      timer = setTimeout(
        () => {
          timer = undefined;
          working = working.then(() => library.keep(() => mine !== generation)).catch(failed);
        },
        when === "opened" ? AFTER_OPEN : AFTER_CHANGE,
      );
    },
    stop,
  };
}

async function clear(store: Store): Promise<void> {
  for (const { name } of await store.list()) await store.remove(name);
}
