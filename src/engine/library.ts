import { wholeFormats } from "../core/formats/index";
import { assemble, type AssembleCache, type ConfigFile, type LogFile } from "../core/runs/assemble";
import type { SaidColumns } from "../core/runs/layout";
import type { Problem } from "../core/runs/problem";
import type { Run } from "../core/runs/run";
import { STUDY_FILE, type StudyFile } from "../core/runs/studyFile";
import { unusedWords } from "../core/runs/unusedWords";
import type { ReadingCache } from "./cache/cache";
import { excludedBy, folderOf } from "./exclusions";
import { readChange } from "./readChange";
import { newReading, type Reading, type ReadOptions } from "./reading";
import { readWhole } from "./readWhole";
import { messageOf, scan, type Found, type ScanRoot } from "./scan";
import type { Source } from "./source";

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
  /** Lays down for later sessions what was read, where there is a cache. Never rejects; `stop` is polled, true ends it. */
  keep(stop: () => boolean): Promise<void>;
  /** Other facets from now on. */
  setRunPattern(pattern: string): void;
  close(): void;
}

const NONE_SAID: SaidColumns = {};

/** Files read side by side: enough to keep a disk busy, few enough to keep memory small. */
const AT_ONCE = 8;

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < items.length; i = next++) {
      const item = items[i];
      if (item !== undefined) await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
}

class Shelf implements Library {
  private readonly readings = new Map<string, Reading>();
  /** File identity → the path under which it is read. */
  private readonly owners = new Map<string, string>();
  private scanProblems: Problem[] = [];
  private assembled: readonly Run[] | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private closed = false;
  /** All was read once. */
  private read = false;
  private progress = { files: 0, filesDone: 0, bytes: 0, bytesDone: 0 };
  private pattern: string;
  private readonly cache: AssembleCache = new Map();

  constructor(
    private readonly source: Source,
    private readonly roots: readonly ScanRoot[],
    private readonly options: LibraryOptions,
  ) {
    this.pattern = options.runPattern ?? "";
  }

  async open(): Promise<void> {
    await this.inTurn(async () => {
      let any = false;
      for (const root of this.roots) any = (await this.add(root, root.path)) || any;
      this.read = true;
      return any;
    });
  }

  runs(): readonly Run[] {
    if (this.assembled !== undefined) return this.assembled;
    const logs: LogFile[] = [];
    const configs: ConfigFile[] = [];
    for (const reading of this.readings.values()) {
      logs.push(...reading.logs);
      if (reading.config !== undefined) configs.push(reading.config);
    }
    const { columns = NONE_SAID } = this.options;
    const said = { runPattern: this.pattern, now: this.now(), columns, studies: this.studies() };
    this.assembled = assemble(logs, configs, said, this.cache);
    return this.assembled;
  }

  problems(): readonly Problem[] {
    const ofFiles = [...this.readings.values()].flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
    const studies = this.studies();
    const ofStudies = studies.flatMap(({ problems }) => problems);
    // Before all is read, what is set for the rest would seem to be set for nothing.
    if (!this.read || studies.length === 0) return [...this.scanProblems, ...ofFiles, ...ofStudies];
    this.runs();
    return [...this.scanProblems, ...ofFiles, ...ofStudies, ...unusedWords(studies, this.cache)];
  }

  private studies(): StudyFile[] {
    return [...this.readings.values()].flatMap(({ study }) => study ?? []);
  }

  files(): number {
    return [...this.readings.values()].filter(
      ({ logs, config, study }) => logs.length > 0 || (config ?? study) !== undefined,
    ).length;
  }

  keys(): ReadonlySet<string> {
    return new Set(
      [...this.readings.values()].flatMap(({ logs }) =>
        logs.flatMap(({ table }) => table.columns.map(({ key }) => key)),
      ),
    );
  }

  changed(paths: readonly string[]): Promise<boolean> {
    return this.inTurn(async () => {
      let any = false;
      for (const path of new Set(paths.map(ownerOf))) any = (await this.changedAt(path)) || any;
      return any;
    });
  }

  refresh(): Promise<boolean> {
    return this.inTurn(async () => {
      let any = false;
      for (const root of this.roots) any = (await this.changedAt(root.path)) || any;
      return any;
    });
  }

  async keep(stop: () => boolean): Promise<void> {
    const cancelled = () => this.closed || stop();
    await this.options.cache?.keep(this.readings.values(), { now: this.now, cancelled });
  }

  setRunPattern(pattern: string): void {
    this.pattern = pattern;
    this.assembled = undefined;
  }

  close(): void {
    this.closed = true;
    this.readings.clear();
    this.assembled = undefined;
  }

  private readonly now = () => this.options.now?.() ?? Date.now();

  private readonly reads: ReadOptions = {
    now: () => this.now(),
    cancelled: () => this.closed || (this.options.cancelled?.() ?? false),
    onBytes: (bytes) => {
      this.progress.bytesDone += bytes;
      this.options.onProgress?.({ ...this.progress });
    },
  };

  /** One after another: a change that comes while another is read waits for it. */
  private inTurn(work: () => Promise<boolean>): Promise<boolean> {
    const turn = this.queue.then(work).then((any) => {
      if (any) this.assembled = undefined;
      return any;
    });
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  /** With several roots the root's name stands before the path, so that ids differ. */
  private named(found: Found): Found {
    return this.roots.length < 2 ? found : { ...found, relative: `${found.root.name}/${found.relative}` };
  }

  /** Reads what is found at a path below a root and not known yet; what is known is looked at again. */
  private async add(root: ScanRoot, from: string): Promise<boolean> {
    const { files: all, problems } = await scan(this.source, root, from, this.options.exclude ?? []);
    const candidates = all.filter(({ path }) => ownerOf(path) === path);
    const { changed, moved } = await this.readStudies(candidates);
    // Other globs for a folder: what they let in has to be found.
    if (moved && isStudy(from)) return (await this.add(root, folderOf(from))) || moved;
    const excluded = excludedBy(this.studies());
    const files = candidates.filter(({ path }) => !isStudy(path) && !excluded(path));
    this.scanProblems = [...this.scanProblems.filter((p) => !within(p.file, from)), ...problems];
    this.progress = { files: files.length, filesDone: 0, bytes: 0, bytesDone: 0 };
    let any = changed;
    await inParallel(files, async (found) => {
      if (this.reads.cancelled()) return;
      any = (await this.look(this.named(found))) || any;
      this.assembled = undefined;
      this.progress.filesDone++;
      this.options.onProgress?.({ ...this.progress });
    });
    return any;
  }

  /** Reads the `isoflop.json` among the files before all others, and forgets what they leave out. `moved`: their globs changed. */
  private async readStudies(files: readonly Found[]): Promise<{ changed: boolean; moved: boolean }> {
    const globs = () => JSON.stringify(this.studies().map(({ path, exclude }) => [path, exclude]));
    const before = globs();
    let changed = false;
    for (const found of files) if (isStudy(found.path)) changed = (await this.look(this.named(found))) || changed;
    if (globs() === before) return { changed, moved: false };
    const excluded = excludedBy(this.studies());
    for (const path of [...this.readings.keys()]) if (!isStudy(path) && excluded(path)) this.readings.delete(path);
    return { changed: true, moved: true };
  }

  private async look(found: Found): Promise<boolean> {
    const known = this.readings.get(found.path);
    if (known !== undefined) return readChange(this.source, known, this.reads);
    try {
      const stat = await this.source.stat(found.path);
      this.progress.bytes += stat.size;
      const reading = newReading(found, stat);
      this.readings.set(found.path, reading);
      // A second path to a file that is being read already: known, not read again.
      if (!isStudy(found.path) && this.isOther(reading)) return false;
      const kept = await this.options.cache?.find(found, stat);
      if (kept !== undefined) {
        this.readings.set(found.path, kept);
        this.reads.onBytes(stat.size);
      } else await readWhole(this.source, reading, this.reads);
    } catch (error) {
      this.scanProblems.push({ file: found.path, message: `cannot be read: ${messageOf(error)}` });
    }
    return true;
  }

  /** Whether the file is known under another path (a link); claims it otherwise. */
  private isOther({ stat, found }: Reading): boolean {
    if (stat.identity === "") return false;
    const owner = this.owners.get(stat.identity);
    if (owner !== undefined && owner !== found.path && this.readings.has(owner)) return true;
    this.owners.set(stat.identity, found.path);
    return false;
  }

  private async changedAt(path: string): Promise<boolean> {
    const root = this.roots.find((r) => within(path, r.path));
    if (root === undefined || this.closed) return false;
    const gone = await this.forgetMissing(path);
    const there = await this.source.stat(path).then(
      () => true,
      () => false,
    );
    // A file that is gone leaves out nothing any more.
    const from = gone && isStudy(path) ? folderOf(path) : path;
    return ((there || from !== path) && (await this.add(root, from))) || gone;
  }

  /** Forgets the files at or below a path that are no longer there. */
  private async forgetMissing(path: string): Promise<boolean> {
    let any = false;
    for (const known of [...this.readings.keys()].filter((file) => within(file, path))) {
      const missing = await this.source.stat(known).then(
        (stat) => stat.kind !== "file",
        () => true,
      );
      if (missing) any = this.readings.delete(known) || any;
    }
    return any;
  }
}

/** The file that a change is of: what was written ahead of a database is a part of it. */
function ownerOf(path: string): string {
  const ending = wholeFormats.flatMap(({ companions }) => companions).find((end) => path.endsWith(end));
  return ending === undefined ? path : path.slice(0, -ending.length);
}

const isStudy = (path: string) => path.endsWith(`/${STUDY_FILE}`);

const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

/** A library of these folders (or single files); nothing is read before `open`. */
export function createLibrary(source: Source, roots: readonly ScanRoot[], options: LibraryOptions = {}): Library {
  return new Shelf(source, roots, options);
}

/** A library that has read all there is. */
export async function openLibrary(
  source: Source,
  roots: readonly ScanRoot[],
  options: LibraryOptions = {},
): Promise<Library> {
  const library = createLibrary(source, roots, options);
  await library.open();
  return library;
}
