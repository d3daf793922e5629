import type { Conventions } from "../core/runs/conventions";
import type { SaidColumns } from "../core/runs/table/layout";
import type { Problem } from "../core/runs/problem";
import type { Run } from "../core/runs/run";
import type { StudyProtocol } from "../core/state/studyProtocol";
import type { ReadingCache } from "./cache/cache";
import type { ReadThreads } from "./read/readThreads";

/** How far reading is. */
export interface Progress {
  readonly files: number;
  readonly filesDone: number;
  readonly bytes: number;
  readonly bytesDone: number;
}

export interface LogIndexOptions {
  /** `{mix}/{init}-{size}`; "" to find facets. */
  readonly runPattern?: string;
  /** Globs, below the roots, of what not to read. */
  readonly exclude?: readonly string[];
  /** What the user said the columns of the tables are. */
  readonly columns?: SaidColumns;
  /** What trainers and loggers mean by their keys and folders; absent: all that are known. */
  readonly conventions?: Conventions;
  readonly onProgress?: (progress: Progress) => void;
  /** Polled between pieces; true ends reading with what was read so far. */
  readonly cancelled?: () => boolean;
  /** Unix milliseconds; the clock unless given. */
  readonly now?: () => number;
  /** What was read in earlier sessions. */
  readonly cache?: ReadingCache | undefined;
  /** Threads that read large files; absent: all are read here. */
  readonly threads?: ReadThreads | undefined;
}

/** The runs of some folders, kept in step with their files. */
export interface LogIndex {
  /** Reads every log below the roots. Resolves when all was read, or reading was cancelled; runs may be asked for meanwhile. */
  open(): Promise<void>;
  /** The same array until something changes. */
  runs(): readonly Run[];
  /** Problems of files and folders that belong to no run. */
  problems(): readonly Problem[];
  /** How laws are to be fitted, as the `isoflop.json` files say that hold for all runs. */
  protocol(): StudyProtocol;
  /** How many files were recognised as logs or configs. */
  files(): number;
  /** The raw key of every column of every log. */
  keys(): ReadonlySet<string>;
  /** Reads what changed at these paths (created, grown, rewritten, deleted; files or folders). Resolves to whether any run did. */
  changed(paths: readonly string[]): Promise<boolean>;
  /** Checks every known file and folder for changes: for disks whose watchers report nothing. */
  refresh(): Promise<boolean>;
  /** Assembles the runs again though no file changed: with time, a run that fell silent has another status. */
  expire(): void;
  /** Writes to the cache, where there is one, what it does not have yet. Never rejects; `stop` is polled, true ends it. */
  writeCache(stop: () => boolean): Promise<void>;
  /** Finds facets by this pattern from now on. */
  setRunPattern(pattern: string): void;
  close(): void;
}
