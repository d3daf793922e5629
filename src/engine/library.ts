import type { SaidColumns } from "../core/runs/table/layout";
import type { Problem } from "../core/runs/problem";
import type { Run } from "../core/runs/run";
import type { ReadingCache } from "./cache/cache";

/** How far the reading is. */
export interface Progress {
  readonly files: number;
  readonly filesDone: number;
  readonly bytes: number;
  readonly bytesDone: number;
}

export interface LibraryOptions {
  /** `{mix}/{init}-{size}`; "" to find facets. */
  readonly runPattern?: string;
  /** Globs, below the roots, of what not to read. */
  readonly exclude?: readonly string[];
  /** What the columns of the tables are said to be. */
  readonly columns?: SaidColumns;
  readonly onProgress?: (progress: Progress) => void;
  /** Polled between pieces; true ends the reading with what was read so far. */
  readonly cancelled?: () => boolean;
  /** Unix milliseconds; the clock unless given. */
  readonly now?: () => number;
  /** What was read in earlier sessions. */
  readonly cache?: ReadingCache | undefined;
}

/** The runs of some folders, kept up with their files. */
export interface Library {
  /** Reads every log below the roots. Resolves when all was read, or the reading was cancelled; runs may be asked for meanwhile. */
  open(): Promise<void>;
  /** The same array until something changes. */
  runs(): readonly Run[];
  /** Problems of files and folders that belong to no run. */
  problems(): readonly Problem[];
  /** Files that were recognised as logs or configs. */
  files(): number;
  /** Every column that some log has, by its raw key. */
  keys(): ReadonlySet<string>;
  /** Reads what changed at these paths (created, grown, rewritten, deleted; files or folders). Resolves to whether any run did. */
  changed(paths: readonly string[]): Promise<boolean>;
  /** Looks at every known file and folder for changes: for disks whose watchers are silent. */
  refresh(): Promise<boolean>;
  /** Looks at the runs again as time has passed: a run that fell silent has another status. */
  lapse(): void;
  /** Lays down for later sessions what was read, where there is a cache. Never rejects; `stop` is polled, true ends it. */
  keep(stop: () => boolean): Promise<void>;
  /** Other facets from now on. */
  setRunPattern(pattern: string): void;
  close(): void;
}
