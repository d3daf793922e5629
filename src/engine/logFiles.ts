import { assemble, type AssembleCache } from "../core/runs/assemble/assemble";
import { knownConventions } from "../core/runs/conventions";
import type { SaidColumns } from "../core/runs/table/layout";
import type { Problem } from "../core/runs/problem";
import { studyProtocol, type StudyProtocol } from "../core/state/studyProtocol";
import type { Run } from "../core/runs/run";
import type { StudyFile } from "../core/runs/described/studyFile";
import { passedOver } from "../core/runs/assemble/notStudies";
import { unusedWords } from "../core/runs/assemble/unusedWords";
import { keysIn, logsAndConfigs, problemsIn, recognisedIn } from "./read/contents";
import { excludedBy, folderOf } from "./source/exclusions";
import type { LogIndex, LogIndexOptions } from "./logIndex";
import { checkoutTimes } from "./source/checkout";
import { SameFile } from "./source/sameFile";
import { inParallel } from "./source/parallel";
import { isStudy, named, ownerOf, within } from "./source/paths";
import { update } from "./read/update";
import { newReading, type Reading, type ReadOptions } from "./read/reading";
import { createFileReader, type FileReader } from "./read/fileReader";
import { messageOf, scan } from "./source/scan";
import type { FoundFile, ScanRoot } from "./source/foundFile";
import type { Source } from "./source/source";

const noColumns: SaidColumns = {};

/** An index of these folders (or single files); nothing is read before `open`. */
export function createLogIndex(source: Source, roots: readonly ScanRoot[], options: LogIndexOptions = {}): LogIndex {
  return new LogFiles(source, roots, options);
}

/** An index that has read everything. */
export async function openLogIndex(
  source: Source,
  roots: readonly ScanRoot[],
  options: LogIndexOptions = {},
): Promise<LogIndex> {
  const index = createLogIndex(source, roots, options);
  await index.open();
  return index;
}

/** The readings of all files below some roots, and the runs that are assembled from them. */
class LogFiles implements LogIndex {
  readonly #source: Source;
  readonly #roots: readonly ScanRoot[];
  readonly #options: LogIndexOptions;
  readonly #readings = new Map<string, Reading>();
  readonly #sameFile = new SameFile((path) => this.#readings.has(path));
  /** Paths of the `isoflop.json` files. */
  readonly #studyPaths = new Set<string>();
  #scanProblems: Problem[] = [];
  #assembled: readonly Run[] | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;
  /** Everything was read once. */
  #read = false;
  #progress = { files: 0, filesDone: 0, bytes: 0, bytesDone: 0 };
  #pattern: string;
  #checkouts: readonly number[] = [];
  readonly #cache: AssembleCache = new Map();
  readonly #readFile: FileReader;

  constructor(source: Source, roots: readonly ScanRoot[], options: LogIndexOptions) {
    this.#source = source;
    this.#roots = roots;
    this.#options = options;
    this.#pattern = options.runPattern ?? "";
    this.#readFile = createFileReader(source, this.#reads, options.threads);
  }

  async open(): Promise<void> {
    await this.#inTurn(async () => {
      let any = false;
      this.#checkouts = await checkoutTimes(this.#source, this.#roots);
      for (const root of this.#roots) any = (await this.#add(root, root.path)) || any;
      this.#read = true;
      return any;
    });
  }

  runs(): readonly Run[] {
    if (this.#assembled !== undefined) return this.#assembled;
    const { logs, configs } = logsAndConfigs(this.#readings);
    const { columns = noColumns, conventions = knownConventions } = this.#options;
    const said = {
      runPattern: this.#pattern,
      now: this.#now(),
      columns,
      studies: this.#studies(),
      conventions,
      checkouts: this.#checkouts,
    };
    this.#assembled = assemble(logs, configs, said, this.#cache);
    return this.#assembled;
  }

  problems(): readonly Problem[] {
    const studies = this.#studies();
    const found = [
      ...this.#scanProblems,
      ...problemsIn(this.#readings),
      ...studies.flatMap(({ problems: ofStudy }) => ofStudy),
    ];
    // Before everything is read, settings for the rest would seem unused.
    if (!this.#read) return found;
    this.runs();
    return [...found, ...passedOver(this.#cache), ...unusedWords(studies, this.#cache), ...this.protocol().problems];
  }

  protocol(): StudyProtocol {
    return studyProtocol(this.#studies(), this.runs());
  }

  files(): number {
    return recognisedIn(this.#readings);
  }

  keys(): ReadonlySet<string> {
    return keysIn(this.#readings);
  }

  changed(paths: readonly string[]): Promise<boolean> {
    return this.#inTurn(async () => {
      let any = false;
      for (const path of new Set(paths.map(ownerOf))) any = (await this.#changedAt(path)) || any;
      return any;
    });
  }

  refresh(): Promise<boolean> {
    return this.#inTurn(async () => {
      let any = false;
      for (const root of this.#roots) any = (await this.#changedAt(root.path)) || any;
      return any;
    });
  }

  expire(): void {
    this.#assembled = undefined;
  }

  async writeCache(stop: () => boolean): Promise<void> {
    const cancelled = () => this.#closed || stop();
    await this.#options.cache?.write(this.#readings.values(), { now: this.#now, cancelled });
  }

  setRunPattern(pattern: string): void {
    this.#pattern = pattern;
    this.#assembled = undefined;
  }

  close(): void {
    this.#closed = true;
    this.#options.threads?.close();
    this.#readings.clear();
    this.#assembled = undefined;
  }

  #studies(): StudyFile[] {
    return [...this.#studyPaths].flatMap((path) => this.#readings.get(path)?.study ?? []);
  }

  readonly #now = () => this.#options.now?.() ?? Date.now();

  readonly #reads: ReadOptions = {
    now: () => this.#now(),
    cancelled: () => this.#closed || (this.#options.cancelled?.() ?? false),
    onBytes: (bytes) => {
      this.#progress.bytesDone += bytes;
      this.#options.onProgress?.({ ...this.#progress });
    },
  };

  /** Serialises changes: one that comes while another is being read waits for it. */
  #inTurn(work: () => Promise<boolean>): Promise<boolean> {
    const turn = this.#queue.then(work).then((any) => {
      if (any) this.#assembled = undefined;
      return any;
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Reads the files at or below a path that are not known yet, and updates those that are. */
  async #add(root: ScanRoot, from: string): Promise<boolean> {
    const { files: all, problems } = await scan(this.#source, root, from, this.#options.exclude ?? []);
    const candidates = all.filter(({ path }) => ownerOf(path) === path);
    const { changed, moved } = await this.#readStudies(candidates);
    // The globs of a folder changed: what they no longer exclude has to be found.
    if (moved && isStudy(from)) return (await this.#add(root, folderOf(from))) || moved;
    const excluded = excludedBy(this.#studies());
    const files = candidates.filter(({ path }) => !isStudy(path) && !excluded(path));
    this.#scanProblems = [...this.#scanProblems.filter((p) => !within(p.file, from)), ...problems];
    this.#progress = { files: files.length, filesDone: 0, bytes: 0, bytesDone: 0 };
    let any = changed;
    const lookAt = async (found: FoundFile): Promise<void> => {
      if (this.#reads.cancelled()) return;
      if (await this.#look(named(found, this.#roots))) {
        any = true;
        this.#assembled = undefined;
      }
      this.#progress.filesDone++;
      this.#options.onProgress?.({ ...this.#progress });
    };
    // Links last: a file is read under its own path, not under that of a link to it.
    await inParallel(
      files.filter(({ linked }) => linked !== true),
      lookAt,
    );
    await inParallel(
      files.filter(({ linked }) => linked === true),
      lookAt,
    );
    this.#options.threads?.close();
    return any;
  }

  /** Reads every `isoflop.json` among the files before the others, and forgets what they exclude. `moved`: their globs changed. */
  async #readStudies(files: readonly FoundFile[]): Promise<{ changed: boolean; moved: boolean }> {
    const globs = () => JSON.stringify(this.#studies().map(({ path, exclude }) => [path, exclude]));
    const before = globs();
    let changed = false;
    for (const found of files.filter(({ path }) => isStudy(path))) {
      this.#studyPaths.add(found.path);
      changed = (await this.#look(named(found, this.#roots))) || changed;
    }
    if (globs() === before) return { changed, moved: false };
    const excluded = excludedBy(this.#studies());
    for (const path of [...this.#readings.keys()]) if (!isStudy(path) && excluded(path)) this.#readings.delete(path);
    return { changed: true, moved: true };
  }

  async #look(found: FoundFile): Promise<boolean> {
    const known = this.#readings.get(found.path);
    if (known !== undefined && !this.#sameFile.wasAlias(found.path)) return update(this.#source, known, this.#reads);
    try {
      const stat = await this.#source.stat(found.path);
      this.#progress.bytes += stat.size;
      const reading = newReading(found, stat);
      this.#readings.set(found.path, reading);
      // A second path to a file that is read already: known, not read again.
      if (!isStudy(found.path) && this.#sameFile.isAlias(found.path, stat.identity)) return false;
      const kept = await this.#options.cache?.find(found, stat);
      if (kept !== undefined) {
        this.#readings.set(found.path, kept);
        this.#reads.onBytes(stat.size);
      } else await this.#readFile(reading);
    } catch (error) {
      this.#scanProblems.push({ file: found.path, message: `cannot be read: ${messageOf(error)}` });
    }
    return true;
  }

  async #changedAt(path: string): Promise<boolean> {
    const root = this.#roots.find((r) => within(path, r.path));
    if (root === undefined || this.#closed) return false;
    const gone = await this.#forgetMissing(path);
    const there = await this.#source.stat(path).then(
      () => true,
      () => false,
    );
    // An `isoflop.json` that is gone no longer excludes anything: its whole folder is scanned again.
    const from = gone && isStudy(path) ? folderOf(path) : path;
    return ((there || from !== path) && (await this.#add(root, from))) || gone;
  }

  /** Forgets the files at or below a path that no longer exist. */
  async #forgetMissing(path: string): Promise<boolean> {
    let any = false;
    const itself = this.#readings.has(path);
    const below = itself ? [path] : [...this.#readings.keys()].filter((file) => within(file, path));
    for (const known of below) {
      const missing = await this.#source.stat(known).then(
        (stat) => stat.kind !== "file",
        () => true,
      );
      if (missing) any = this.#readings.delete(known) || any;
    }
    return any;
  }
}
