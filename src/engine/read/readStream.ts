import { anyMeaning } from "../../core/runs/conventions";
import { logOf, type Reader, type Reading, type ReadOptions } from "./reading";
import type { Source } from "../source/source";

export const HEAD = 64 << 10;
const PIECE = 1 << 20;
/** So much of the start and of the last bytes read is remembered, to notice that a file was replaced. */
export const SAMPLE = 256;
/** A file that has given no metric after so many bytes is data, not a log. */
const PATIENCE = 8 << 20;
/** Unchanged for so long (milliseconds), a file's torn tail is taken to be its end. */
const SETTLED = 10_000;

export function take(reading: Reading, bytes: Uint8Array, options: ReadOptions): void {
  const { reader, stat } = reading;
  if (reader === undefined || bytes.length === 0) return;
  reader.parser.push(bytes);
  reading.offset += bytes.length;
  reading.tail = bytes.slice(Math.max(0, bytes.length - SAMPLE));
  if (reading.offset >= HEAD) reader.builder.expect((reader.builder.rows / reading.offset) * stat.size * 1.02);
  options.onBytes(bytes.length);
}

const isMetric = (key: string) => anyMeaning.metricOf(key).quantity !== "other";

/** Whether a file has gone on for long without a metric: it is no log. */
function isFruitless(reading: Reading, { builder, format }: Reader): boolean {
  if (reading.offset <= PATIENCE || format.growth !== "append") return false;
  return !builder.columns.some((c) => c.numbers && isMetric(c.key));
}

/** Reads from where the reading stands to the end of the file as it is now. */
export async function readStream(source: Source, reading: Reading, options: ReadOptions): Promise<void> {
  const { found, reader, stat } = reading;
  if (reader === undefined) return;
  reading.complete = false;
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
    if (isFruitless(reading, reader)) {
      reading.reader = undefined;
      reading.offset = stat.size;
      reading.complete = true;
      return;
    }
  }
  reader.parser.flush();
  const settled = options.now() - stat.modified > SETTLED;
  if (reader.parser.pending > 0 && (reader.format.growth === "rewrite" || settled) && !options.cancelled()) {
    reader.parser.end();
    reader.ended = true;
  }
  reading.complete = reading.offset === stat.size && (reader.ended || reader.parser.pending === 0);
  reading.logs = [logOf(reading, reader)];
}
