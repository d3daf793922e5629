import type { Format, Head, SnapshotFormat } from "../../core/formats/format";
import { recognise, recogniseSnapshot } from "../../core/formats/index";
import { isSidecarName } from "../../core/formats/sidecar";
import { isBinary, textStart } from "../../core/formats/bytes/nuls";
import { faultOf } from "../../core/formats/bytes/fault";
import { Builder } from "../../core/runs/table/builder";
import { studyFileName } from "../../core/runs/described/studyFile";
import { isGzip } from "./gunzip";
import { readGzip } from "./readGzip";
import { headBytes, longestHole, readStream, sampleBytes, take } from "./readStream";
import { newReading, noBytes, type Reading, type ReadOptions } from "./reading";
import { readConfig, readStudy } from "./readSidecars";
import { tellingPath, type FoundFile } from "../source/foundFile";
import type { Source } from "../source/source";
import { isPointer, pointerProblem, whyNot } from "./unread";
import { readSnapshot, statCompanions } from "./readSnapshot";

/** Reads a file from its start. Never rejects: an error becomes the file's problem. */
export async function readFile(source: Source, reading: Reading, options: ReadOptions): Promise<void> {
  const { found } = reading;
  Object.assign(reading, newReading(found, reading.stat));
  try {
    if (nameOf(found) === studyFileName) await readStudy(source, reading);
    else await readFromHead(source, reading, options);
  } catch (error) {
    reading.complete = false;
    reading.failed = true;
    reading.problem = { file: found.path, message: `cannot be read: ${faultOf(error)}` };
  }
}

const holePiece = 1 << 20;

const nameOf = ({ relative }: FoundFile): string => relative.split("/").at(-1) ?? "";

async function readFromHead(source: Source, reading: Reading, options: ReadOptions): Promise<void> {
  const { found } = reading;
  const { size } = reading.stat;
  const bytes = await source.read(found.path, 0, Math.min(size, headBytes));
  const isHole = bytes.length < size && textStart(bytes) === bytes.length;
  const shown = isHole ? await afterHole(source, found.path, size) : bytes;
  const head = { path: tellingPath(found), bytes: shown, whole: bytes.length >= size };
  reading.start = bytes.slice(0, sampleBytes);
  if (isPointer(bytes)) {
    Object.assign(reading, { problem: pointerProblem(found), offset: size, complete: true });
    return;
  }
  if (isGzip(bytes)) {
    await readGzip(source, reading, options);
    return;
  }
  const atOnce = recogniseSnapshot(head);
  if (atOnce !== undefined) {
    await readAll(source, reading, atOnce, options);
    return;
  }
  const format = recognise(head) ?? (await fromTail(source, found, shown, size));
  if (await isConfig(source, reading, format, head)) return;
  if (format === undefined) {
    reading.problem = whyNot(found, shown, size);
    reading.offset = size;
    reading.complete = true;
    return;
  }
  const builder = new Builder(found.path);
  reading.reader = { format, builder, parser: format.parser(builder, tellingPath(found)), ended: false };
  take(reading, bytes, options);
  await readStream(source, reading, options);
}

/** The first bytes of text of a log that was truncated under its writer: it begins with as many NULs as it had bytes. */
async function afterHole(source: Source, path: string, size: number): Promise<Uint8Array> {
  const end = Math.min(size, longestHole);
  for (let at = headBytes; at < end; at += holePiece) {
    const bytes = await source.read(path, at, Math.min(holePiece, end - at));
    const start = textStart(bytes);
    if (start < bytes.length) return source.read(path, at + start, headBytes);
  }
  return noBytes;
}

async function readAll(source: Source, reading: Reading, format: SnapshotFormat, options: ReadOptions): Promise<void> {
  const { found, stat } = reading;
  const companions = await statCompanions(source, found.path, format);
  reading.whole = { format, companions };
  reading.offset = stat.size;
  const { logs, problem, bytes } = await readSnapshot(source, found, stat, format, companions);
  Object.assign(reading, { logs, problem, complete: true });
  options.onBytes(bytes);
}

/** A printed log may begin with the source and the settings of the program: then the end of the file shows the format. */
async function fromTail(source: Source, found: FoundFile, head: Uint8Array, size: number): Promise<Format | undefined> {
  if (size <= headBytes || isBinary(head)) return undefined;
  const bytes = await source.read(found.path, Math.max(headBytes, size - headBytes), headBytes);
  return recognise({ path: tellingPath(found), bytes, whole: false }, true);
}

/** Reads a file that is named like a config as one, unless it is a log. Resolves to whether it was read as a config. */
async function isConfig(source: Source, reading: Reading, format: Format | undefined, head: Head): Promise<boolean> {
  const name = nameOf(reading.found);
  if (!isSidecarName(name) || format?.growth === "append" || format?.namedLikeConfig === true) return false;
  await readConfig(source, reading, name, head.whole ? head.bytes : undefined);
  return reading.config !== undefined || reading.problem !== undefined;
}
