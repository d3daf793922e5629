import { createHash } from "node:crypto";
import type { Reading } from "../read/reading";
import type { FoundFile } from "../source/foundFile";
import type { FileStat, Source } from "../source/source";
import { sameCompanions, statCompanions } from "../read/readSnapshot";
import { fromEntry, toEntry, type Fingerprint } from "./entry";
import { createEviction, type Eviction } from "./eviction";
import type { Store } from "./store";

/** A smaller file is read as fast as its cache entry. */
const smallestFile = 32 << 10;
/** The fingerprint of a file hashes so many of its first bytes. */
const hashedBytes = 4 << 10;
/** A file that changed less long ago (milliseconds) is growing, or may change again within the resolution of its mtime. */
const tooFresh = 60_000;

/** What was read of large files, kept between sessions. */
export interface ReadingCache {
  /** The cached reading of a file; undefined on any doubt that it is the same file, read by the same build. Never rejects. */
  find(found: FoundFile, stat: FileStat): Promise<Reading | undefined>;
  /**
   * Writes what is worth caching and not cached yet, one after another, evicting the least recently used entries of other files.
   * Never rejects: what cannot be written is read again next time.
   */
  write(readings: Iterable<Reading>, options: WriteOptions): Promise<void>;
}

interface WriteOptions {
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Polled between the pieces of a file; true ends it. */
  readonly cancelled: () => boolean;
}

export interface CacheOptions {
  readonly source: Source;
  readonly store: Store;
  /** A hash of the program: entries of another build are not used. */
  readonly build: string;
  /** Bytes that may be stored in all. */
  readonly limit: number;
  /** Bytes of the smallest file that is cached; 32 KiB unless given. */
  readonly smallest?: number;
}

class StoredReadings implements ReadingCache {
  readonly #options: CacheOptions;
  /** The state of its file when a reading was stored. */
  readonly #stored = new WeakMap<Reading, FileStat>();
  readonly #eviction: Eviction;
  readonly #smallest: number;

  constructor(options: CacheOptions) {
    this.#options = options;
    this.#smallest = options.smallest ?? smallestFile;
    this.#eviction = createEviction(options.store, options.limit);
  }

  async find(found: FoundFile, stat: FileStat): Promise<Reading | undefined> {
    if (stat.size < this.#smallest) return undefined;
    const { source, store } = this.#options;
    const name = nameOf(found);
    try {
      const bytes = await store.read(name);
      const reading = fromEntry(bytes, found, stat, await this.#fingerprintOf(found, stat));
      if (reading === undefined) return undefined;
      const { whole } = reading;
      if (whole && !sameCompanions(whole.companions, await statCompanions(source, found.path, whole.format)))
        return undefined;
      this.#stored.set(reading, stat);
      this.#eviction.use(name);
      return reading;
    } catch {
      return undefined; // No entry, or an unreadable one: the file itself is read.
    }
  }

  async write(readings: Iterable<Reading>, options: WriteOptions): Promise<void> {
    try {
      await this.#eviction.open();
      for (const reading of readings) {
        if (options.cancelled()) return;
        await this.#writeOne(reading, options).catch(() => undefined); // The next may be smaller, or readable.
      }
      await this.#eviction.close();
    } catch {
      return; // Where the folder cannot be listed nothing is cached.
    }
  }

  async #writeOne(reading: Reading, { now, cancelled }: WriteOptions): Promise<void> {
    const { found, stat, complete, problem, study } = reading;
    if (!complete || problem !== undefined || study !== undefined || stat.size < this.#smallest) return;
    if (this.#stored.get(reading) === stat) return;
    const { source, store } = this.#options;
    const fingerprint = await this.#fingerprintOf(found, stat);
    const current = await source.stat(found.path);
    const isSame =
      current.size === stat.size && current.modified === stat.modified && current.identity === stat.identity;
    if (!isSame || now() - stat.modified < tooFresh) return;
    const { bytes, pieces } = toEntry(reading, fingerprint);
    const name = nameOf(found);
    if (!(await this.#eviction.makeRoom(name, bytes))) return;
    await store.write(name, pieces, () => cancelled() || reading.stat !== stat);
    this.#eviction.use(name, bytes);
    this.#stored.set(reading, stat);
  }

  async #fingerprintOf({ path, relative }: FoundFile, { size, modified }: FileStat): Promise<Fingerprint> {
    const first = await this.#options.source.read(path, 0, hashedBytes);
    const head = createHash("sha256").update(first).digest("hex");
    return { build: this.#options.build, path, relative, size, modified, head };
  }
}

/** The same file below another root has another entry: its path below the root decides how it is read. */
function nameOf({ path, relative }: FoundFile): string {
  const hash = createHash("sha256").update(path).update("\0").update(relative).digest("hex");
  return `${hash.slice(0, 40)}.columns`;
}

export const createReadingCache = (options: CacheOptions): ReadingCache => new StoredReadings(options);
