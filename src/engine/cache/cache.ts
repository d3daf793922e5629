import { createHash } from "node:crypto";
import type { Reading } from "../read/reading";
import type { Found } from "../source/scan";
import type { FileStat, Source } from "../source/source";
import { sameCompanions, statCompanions } from "../read/readFile";
import { fromEntry, toEntry, type Seal } from "./entry";
import { createRoom, type Room } from "./eviction";
import type { Store } from "./store";

/** A smaller file is read as fast as what was kept of it. */
const SMALLEST = 32 << 10;
/** Of so many first bytes the hash is. */
const HEAD = 4 << 10;
/** A file that changed less long ago (milliseconds) grows, or may change once more without its time of change telling. */
const FRESH = 60_000;

/** What was read of large files, kept between sessions. */
export interface ReadingCache {
  /** What was kept of a file; undefined when there is any doubt that it is the same file, read the same way. Never rejects. */
  find(found: Found, stat: FileStat): Promise<Reading | undefined>;
  /**
   * Keeps what is worth it and not kept yet, one after another, the least recently used of other files making room. Never
   * rejects: what cannot be kept will be read again.
   */
  keep(readings: Iterable<Reading>, options: KeepOptions): Promise<void>;
}

interface KeepOptions {
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Polled between the pieces of a file; true ends it. */
  readonly cancelled: () => boolean;
}

export interface CacheOptions {
  readonly source: Source;
  readonly store: Store;
  /** Of the program: what another build read is not believed. */
  readonly build: string;
  /** Bytes that may be kept in all. */
  readonly most: number;
  /** Bytes of the smallest file that is worth it; 32 KiB unless given. */
  readonly smallest?: number;
}

class Kept implements ReadingCache {
  /** What is kept of a reading: its file's state then. */
  private readonly states = new WeakMap<Reading, FileStat>();
  private readonly room: Room;
  private readonly smallest: number;

  constructor(private readonly options: CacheOptions) {
    this.smallest = options.smallest ?? SMALLEST;
    this.room = createRoom(options.store, options.most);
  }

  async find(found: Found, stat: FileStat): Promise<Reading | undefined> {
    if (stat.size < this.smallest) return undefined;
    const { source, store } = this.options;
    const name = nameOf(found);
    try {
      const bytes = await store.read(name);
      const reading = fromEntry(bytes, found, stat, await this.sealOf(found, stat));
      if (reading === undefined) return undefined;
      const { whole } = reading;
      if (whole && !sameCompanions(whole.companions, await statCompanions(source, found.path, whole.format)))
        return undefined;
      this.states.set(reading, stat);
      this.room.use(name);
      return reading;
    } catch {
      return undefined; // Not kept, or not readable: the file itself is read.
    }
  }

  async keep(readings: Iterable<Reading>, options: KeepOptions): Promise<void> {
    try {
      await this.room.open();
      for (const reading of readings) {
        if (options.cancelled()) return;
        await this.keepOne(reading, options).catch(() => undefined); // The next may be smaller, or readable.
      }
      await this.room.close();
    } catch {
      return; // A folder that cannot be listed keeps nothing.
    }
  }

  private async keepOne(reading: Reading, { now, cancelled }: KeepOptions): Promise<void> {
    const { found, stat, complete, problem, study } = reading;
    if (!complete || problem !== undefined || study !== undefined || stat.size < this.smallest) return;
    if (this.states.get(reading) === stat) return;
    const { source, store } = this.options;
    const seal = await this.sealOf(found, stat);
    const still = await source.stat(found.path);
    const same = still.size === stat.size && still.modified === stat.modified && still.identity === stat.identity;
    if (!same || now() - stat.modified < FRESH) return;
    const { bytes, pieces } = toEntry(reading, seal);
    const name = nameOf(found);
    if (!(await this.room.make(name, bytes))) return;
    await store.write(name, pieces, () => cancelled() || reading.stat !== stat);
    this.room.use(name, bytes);
    this.states.set(reading, stat);
  }

  private async sealOf({ path, relative }: Found, { size, modified }: FileStat): Promise<Seal> {
    const first = await this.options.source.read(path, 0, HEAD);
    const head = createHash("sha256").update(first).digest("hex");
    return { build: this.options.build, path, relative, size, modified, head };
  }
}

/** A file below another root is another: its path below the root is a part of how it is read. */
function nameOf({ path, relative }: Found): string {
  const hash = createHash("sha256").update(path).update("\0").update(relative).digest("hex");
  return `${hash.slice(0, 40)}.columns`;
}

export const createReadingCache = (options: CacheOptions): ReadingCache => new Kept(options);
