import { anyMeaning } from "../../core/runs/conventions";
import { longColumnsOf } from "../../core/runs/table/longTable";
import { logOf, type Reader, type Reading, type ReadOptions } from "./reading";
import type { Source } from "../source/source";

export const headBytes = 64 << 10;
const pieceBytes = 1 << 20;
/** So many bytes at the start and at the end of what was read are remembered, to notice that a file was replaced. */
export const sampleBytes = 256;
/** A file without a metric in its first so many bytes is data, not a log. */
const fruitlessAfter = 8 << 20;
/** After so many milliseconds without a change, a file's incomplete last line is taken to be its end. */
const settledAfter = 10_000;

export function take(reading: Reading, bytes: Uint8Array, options: ReadOptions): void {
  const { reader, stat } = reading;
  if (reader === undefined || bytes.length === 0) return;
  reader.parser.push(bytes);
  reading.offset += bytes.length;
  reading.tail = bytes.slice(Math.max(0, bytes.length - sampleBytes));
  if (reading.offset >= headBytes) reader.builder.expect((reader.builder.rows / reading.offset) * stat.size * 1.02);
  options.onBytes(bytes.length);
}

const isMetric = (key: string) => anyMeaning.metricOf(key).quantity !== "other";

/** Whether a file has had no metric for so long that it is no log. */
function isFruitless(reading: Reading, { builder, format }: Reader): boolean {
  if (reading.offset <= fruitlessAfter || format.growth !== "append") return false;
  return !builder.columns.some((c) => c.numbers && isMetric(c.key)) && longColumnsOf(builder) === undefined;
}

/** Reads from the current offset to the end of the file as it is now. */
export async function readStream(source: Source, reading: Reading, options: ReadOptions): Promise<void> {
  const { found, reader, stat } = reading;
  if (reader === undefined) return;
  reading.complete = false;
  const pieceAt = (at: number) => source.read(found.path, at, Math.min(pieceBytes, stat.size - at));
  let ahead = reading.offset < stat.size ? pieceAt(reading.offset) : undefined;
  while (ahead !== undefined && !options.cancelled()) {
    const bytes: Uint8Array = await ahead;
    if (bytes.length === 0) break;
    // The disk reads the next piece while this one is parsed.
    const after = reading.offset + bytes.length;
    ahead = after < stat.size ? pieceAt(after) : undefined;
    ahead?.catch(() => undefined); // A failure is reported when it is awaited.
    take(reading, bytes, options);
    if (isFruitless(reading, reader)) {
      reading.reader = undefined;
      reading.offset = stat.size;
      reading.complete = true;
      return;
    }
  }
  reader.parser.flush();
  const settled = options.now() - stat.modified > settledAfter;
  if (reader.parser.pending > 0 && (reader.format.growth === "rewrite" || settled) && !options.cancelled()) {
    reader.parser.end();
    reader.ended = true;
  }
  reading.complete = reading.offset === stat.size && (reader.ended || reader.parser.pending === 0);
  reading.logs = [logOf(reading, reader)];
}
