import type { Format, Parser, WholeFormat } from "../core/formats/format";
import { formats, recognise, recogniseWhole } from "../core/formats/index";
import { isSidecarName, LARGEST_SIDECAR, readSidecar, sidecarStem } from "../core/formats/sidecar";
import { readStudyFile } from "../core/formats/study/read";
import { utf8 } from "../core/formats/utf8";
import type { ConfigFile, LogFile } from "../core/runs/assemble";
import { Builder } from "../core/runs/builder";
import { metricOf } from "../core/runs/names";
import type { Problem } from "../core/runs/problem";
import { STUDY_FILE, type StudyFile } from "../core/runs/studyFile";
import { isPacked, unpack } from "./gunzip";
import { messageOf, type Found } from "./scan";
import type { FileStat, Source } from "./source";
import { readAtOnce, sameCompanions, statCompanions, type Companions } from "./whole";

const HEAD = 64 << 10;
const PIECE = 1 << 20;
/** So much of the start and of the last bytes read is remembered, to notice that a file was replaced. */
const SAMPLE = 256;
/** A file that has given no metric after so many bytes is data, not a log. */
const PATIENCE = 8 << 20;
/** Unchanged for so long (milliseconds), a file's torn tail is taken to be its end. */
const SETTLED = 10_000;

export interface ReadOptions {
  readonly now: () => number;
  readonly cancelled: () => boolean;
  /** Bytes that were read. */
  readonly onBytes: (bytes: number) => void;
}

/** What is known of a file, and where its reading stands. */
export interface Reading {
  readonly found: Found;
  stat: FileStat;
  /** One a run of the file; most files hold one. */
  logs: readonly LogFile[];
  config: ConfigFile | undefined;
  /** What it says as an `isoflop.json`. */
  study: StudyFile | undefined;
  /** Why it is no log though it looks like one. */
  problem: Problem | undefined;
  reader: { readonly format: Format; readonly parser: Parser; readonly builder: Builder; ended: boolean } | undefined;
  /** Of a file that is read at once: what it is, and the state of what belongs to it. */
  whole: { readonly format: WholeFormat; readonly companions: Companions } | undefined;
  /** Bytes read. */
  offset: number;
  start: Uint8Array;
  tail: Uint8Array;
}

const NOTHING = new Uint8Array(0);

export function newReading(found: Found, stat: FileStat): Reading {
  const none = undefined;
  return {
    found,
    stat,
    logs: [],
    config: none,
    study: none,
    problem: none,
    reader: none,
    whole: none,
    offset: 0,
    start: NOTHING,
    tail: NOTHING,
  };
}

/** Reads a file from its start. Never rejects: what is wrong becomes the file's problem. */
export async function readWhole(source: Source, reading: Reading, options: ReadOptions): Promise<void> {
  const { found } = reading;
  Object.assign(reading, newReading(found, reading.stat));
  try {
    const { size } = reading.stat;
    const name = found.relative.split("/").at(-1) ?? "";
    if (name === STUDY_FILE) {
      await readStudy(source, reading);
      return;
    }
    const bytes = await source.read(found.path, 0, Math.min(size, HEAD));
    const head = { path: found.relative, bytes, whole: bytes.length >= size };
    reading.start = bytes.slice(0, SAMPLE);
    if (isPacked(bytes)) {
      await readPacked(source, reading, options);
      return;
    }
    const atOnce = recogniseWhole(head);
    if (atOnce !== undefined) {
      await readAll(source, reading, atOnce, options);
      return;
    }
    const format = recognise(head) ?? (await fromTail(source, found, bytes, size));
    if (isSidecarName(name) && format?.growth !== "append" && format?.namedLikeConfig !== true) {
      await readConfig(source, reading, name, head.whole ? bytes : undefined);
      if (reading.config !== undefined || reading.problem !== undefined) return;
    }
    if (format === undefined) {
      reading.problem = whyNot(found, bytes, size);
      reading.offset = size;
      return;
    }
    const builder = new Builder(found.path);
    reading.reader = { format, builder, parser: format.parser(builder, found.relative), ended: false };
    take(reading, bytes, options);
    await readRest(source, reading, options);
  } catch (error) {
    reading.problem = { file: found.path, message: `cannot be read: ${messageOf(error)}` };
  }
}

async function readAll(source: Source, reading: Reading, format: WholeFormat, options: ReadOptions): Promise<void> {
  const { found, stat } = reading;
  const companions = await statCompanions(source, found.path, format);
  reading.whole = { format, companions };
  reading.offset = stat.size;
  const { logs, problem, bytes } = await readAtOnce(source, found, stat, format, companions);
  Object.assign(reading, { logs, problem });
  options.onBytes(bytes);
}

/** Reads a gzip file: as the file it holds, but always from its start. */
async function readPacked(source: Source, reading: Reading, options: ReadOptions): Promise<void> {
  const { found, stat } = reading;
  const path = found.relative.replace(/\.gz$/i, "");
  reading.offset = stat.size;
  let head = NOTHING;
  try {
    for await (const piece of unpack(source, found.path, stat.size)) {
      if (options.cancelled()) break;
      options.onBytes(piece.length);
      if (reading.reader !== undefined) reading.reader.parser.push(piece);
      else {
        const joined = new Uint8Array(head.length + piece.length);
        joined.set(head);
        joined.set(piece, head.length);
        head = joined;
        if (head.length >= HEAD && !startPacked(reading, path, head, false)) return;
      }
    }
  } catch (error) {
    reading.problem = { file: found.path, message: messageOf(error) };
  }
  if (reading.reader === undefined && !startPacked(reading, path, head, true)) return;
  reading.reader?.parser.flush();
  if ((reading.reader?.parser.pending ?? 0) > 0) reading.reader?.parser.end();
  if (reading.reader !== undefined) reading.logs = [logOf(reading, reading.reader)];
}

/** Begins to read what a packed file's first bytes show it to be; false where it is no log. */
function startPacked(reading: Reading, path: string, head: Uint8Array, whole: boolean): boolean {
  const format = recognise({ path, bytes: head.subarray(0, HEAD), whole });
  if (format === undefined) return false;
  const builder = new Builder(reading.found.path);
  reading.reader = { format, builder, parser: format.parser(builder, path), ended: true };
  reading.reader.parser.push(head);
  return true;
}

/** What a program printed may begin after its own source and its settings: then the end of the file tells. */
async function fromTail(source: Source, found: Found, head: Uint8Array, size: number): Promise<Format | undefined> {
  if (size <= HEAD || head.includes(0)) return undefined;
  const bytes = await source.read(found.path, Math.max(HEAD, size - HEAD), HEAD);
  return recognise({ path: found.relative, bytes, whole: false }, true);
}

async function readConfig(source: Source, reading: Reading, name: string, whole?: Uint8Array): Promise<void> {
  const { found, stat } = reading;
  if (stat.size > LARGEST_SIDECAR || stat.size === 0) return;
  const read = readSidecar(name, utf8(whole ?? (await source.read(found.path, 0, stat.size))));
  reading.offset = stat.size;
  if (read.ok) {
    const { values } = read;
    reading.config = { path: found.path, relative: found.relative, stem: sidecarStem(name), values };
  } else {
    const line = read.line === undefined ? {} : { line: read.line };
    reading.problem = { file: found.path, ...line, message: `not readable as a config: ${read.why}` };
  }
}

async function readStudy(source: Source, reading: Reading): Promise<void> {
  const { found, stat } = reading;
  if (stat.size > LARGEST_SIDECAR) throw new Error(`larger than ${LARGEST_SIDECAR} bytes`);
  const text = utf8(await source.read(found.path, 0, stat.size));
  reading.offset = stat.size;
  reading.study = readStudyFile(found.path, found.relative, text);
}

/** Why a file that calls itself a log is none; undefined for files that do not. */
function whyNot(found: Found, head: Uint8Array, size: number): Problem | undefined {
  const name = found.relative.toLowerCase();
  if (![".jsonl", ".ndjson", ".csv", ".tsv"].some((end) => name.endsWith(end))) return undefined;
  const problem = (message: string) => ({ file: found.path, message });
  if (size === 0) return problem("the file is empty");
  if (head.includes(0)) return problem("not text, though its name says so");
  if (utf8(head, 0, 40).startsWith("version https://git-lfs"))
    return problem("a Git LFS pointer: the log itself was not fetched");
  return name.endsWith("l") || name.endsWith("ndjson") ? problem("no JSON objects line by line in it") : undefined;
}

function take(reading: Reading, bytes: Uint8Array, options: ReadOptions): void {
  const { reader, stat } = reading;
  if (reader === undefined || bytes.length === 0) return;
  reader.parser.push(bytes);
  reading.offset += bytes.length;
  reading.tail = bytes.slice(Math.max(0, bytes.length - SAMPLE));
  if (reading.offset >= HEAD) reader.builder.expect((reader.builder.rows / reading.offset) * stat.size * 1.02);
  options.onBytes(bytes.length);
}

const isMetric = (key: string) => metricOf(key).quantity !== "other";

/** Reads from where the reading stands to the end of the file as it is now. */
async function readRest(source: Source, reading: Reading, options: ReadOptions): Promise<void> {
  const { found, reader, stat } = reading;
  if (reader === undefined) return;
  const pieceAt = (at: number) => source.read(found.path, at, Math.min(PIECE, stat.size - at));
  let ahead = reading.offset < stat.size ? pieceAt(reading.offset) : undefined;
  while (ahead !== undefined && !options.cancelled()) {
    const bytes: Uint8Array = await ahead;
    if (bytes.length === 0) break;
    // The disk reads the next piece while this one is parsed.
    const after = reading.offset + bytes.length;
    ahead = after < stat.size ? pieceAt(after) : undefined;
    ahead?.catch(() => undefined); // Told when it is awaited.
    take(reading, bytes, options);
    const fruitless = reading.offset > PATIENCE && !reader.builder.columns.some((c) => c.numbers && isMetric(c.key));
    if (fruitless && reader.format.growth === "append") {
      reading.reader = undefined;
      reading.offset = stat.size;
      return;
    }
  }
  reader.parser.flush();
  const settled = options.now() - stat.modified > SETTLED;
  if (reader.parser.pending > 0 && (reader.format.growth === "rewrite" || settled) && !options.cancelled()) {
    reader.parser.end();
    reader.ended = true;
  }
  reading.logs = [logOf(reading, reader)];
}

function logOf({ found, stat }: Reading, { format, builder }: NonNullable<Reading["reader"]>): LogFile {
  return {
    path: found.path,
    relative: found.relative,
    root: found.root.name,
    format: format.id,
    table: builder,
    rank: formats.indexOf(format),
    printed: format.text ?? false,
    nameless: format.nameless ?? false,
    repeats: format.repeats ?? false,
    modified: stat.modified,
  };
}

/**
 * Brings a reading up to a file that changed: only what was appended is read, where it grew and is still the same file (its
 * identity, its first bytes, and the bytes before where the reading stands); else the whole. Gives whether anything changed.
 */
export async function readChange(source: Source, reading: Reading, options: ReadOptions): Promise<boolean> {
  try {
    const stat = await source.stat(reading.found.path);
    const before = reading.stat;
    const unchanged =
      stat.size === before.size && stat.modified === before.modified && stat.identity === before.identity;
    if (unchanged && !(await companionsChanged(source, reading))) return false;
    reading.stat = stat;
    if (await canContinue(source, reading, before)) {
      if (stat.size > reading.offset) await readRest(source, reading, options);
      else reading.logs = reading.logs.map((log) => ({ ...log, modified: stat.modified }));
    } else await readWhole(source, reading, options);
  } catch (error) {
    reading.problem = { file: reading.found.path, message: `cannot be read: ${messageOf(error)}` };
  }
  return true;
}

async function companionsChanged(source: Source, { found, whole }: Reading): Promise<boolean> {
  if (whole === undefined) return false;
  return !sameCompanions(whole.companions, await statCompanions(source, found.path, whole.format));
}

async function canContinue(source: Source, reading: Reading, before: FileStat): Promise<boolean> {
  const { stat, reader, found, offset, start, tail } = reading;
  if (reader === undefined || reader.ended || reader.format.growth !== "append") return false;
  if (stat.size < offset || stat.identity !== before.identity) return false;
  const first = await source.read(found.path, 0, start.length);
  const last = await source.read(found.path, offset - tail.length, tail.length);
  return same(first, start) && same(last, tail);
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
