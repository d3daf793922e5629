import { recognise } from "../../core/formats/index";
import { headBytes, readStream } from "./readStream";
import { readFile } from "./readFile";
import type { Reading, ReadOptions } from "./reading";
import { messageOf } from "../source/scan";
import type { FileStat, Source } from "../source/source";
import { sameCompanions, statCompanions } from "./readSnapshot";

/**
 * Updates a reading after its file changed. Only what was appended is read if it is still the same file (by its identity, its first
 * bytes, and the last bytes that were read) and grew; otherwise it is read from its start. Resolves to whether anything changed.
 */
export async function update(source: Source, reading: Reading, options: ReadOptions): Promise<boolean> {
  const before = reading.stat;
  try {
    const stat = await source.stat(reading.found.path);
    const unchanged =
      stat.size === before.size && stat.modified === before.modified && stat.identity === before.identity;
    if (unchanged && reading.failed) return await readAgain(source, reading, options);
    if (unchanged && !(await companionsChanged(source, reading))) return false;
    reading.stat = stat;
    if (await canContinue(source, reading, before)) {
      reading.problem = undefined;
      if (stat.size > reading.offset) await readStream(source, reading, options);
      else reading.logs = reading.logs.map((log) => ({ ...log, modified: stat.modified }));
    } else await readFile(source, reading, options);
  } catch (error) {
    // Left as it was, so that the next look tries again.
    reading.stat = before;
    reading.complete = false;
    const message = `cannot be read: ${messageOf(error)}`;
    if (reading.problem?.message === message) return false;
    reading.problem = { file: reading.found.path, message };
  }
  return true;
}

/** Reads a file that could not be read; whether it can be now, or for another reason not. */
async function readAgain(source: Source, reading: Reading, options: ReadOptions): Promise<boolean> {
  const before = reading.problem?.message;
  await readFile(source, reading, options);
  return !reading.failed || reading.problem?.message !== before;
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
  return same(first, start) && same(last, tail) && !(await isOfAnotherFormat(source, reading, before));
}

/** Whether the name of a file says the format, too. */
const isNamedSo = (path: string, format: string | undefined): boolean =>
  (format === "jsonl" && /\.(?:jsonl|ndjson)$/.test(path)) || (format === "csv" && /\.[ct]sv$/i.test(path));

/** A format is recognised by the head of a file: of one that was shorter than a head, more can be seen now. */
async function isOfAnotherFormat(source: Source, { stat, reader, found }: Reading, before: FileStat): Promise<boolean> {
  if (before.size >= headBytes || isNamedSo(found.relative, reader?.format.id)) return false;
  const bytes = await source.read(found.path, 0, Math.min(stat.size, headBytes));
  return recognise({ path: found.relative, bytes, whole: bytes.length >= stat.size }) !== reader?.format;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
