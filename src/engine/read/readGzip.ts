import { recognise } from "../../core/formats/index";
import { Builder } from "../../core/runs/table/builder";
import { gunzip } from "./gunzip";
import { HEAD } from "./readStream";
import { logOf, NOTHING, type Reading, type ReadOptions } from "./reading";
import { messageOf } from "../source/scan";
import type { Source } from "../source/source";

/** Reads a gzip file: as the file it holds, but always from its start. */
export async function readGzip(source: Source, reading: Reading, options: ReadOptions): Promise<void> {
  const { found, stat } = reading;
  const path = found.relative.replace(/\.gz$/i, "");
  reading.offset = stat.size;
  let head = NOTHING;
  reading.complete = true;
  try {
    for await (const piece of gunzip(source, found.path, stat.size)) {
      if (options.cancelled()) {
        reading.complete = false;
        break;
      }
      options.onBytes(piece.length);
      if (reading.reader !== undefined) reading.reader.parser.push(piece);
      else {
        const joined = new Uint8Array(head.length + piece.length);
        joined.set(head);
        joined.set(piece, head.length);
        head = joined;
        if (head.length >= HEAD && !startGzip(reading, path, head, false)) return;
      }
    }
  } catch (error) {
    reading.problem = { file: found.path, message: messageOf(error) };
  }
  if (reading.reader === undefined && !startGzip(reading, path, head, true)) return;
  reading.reader?.parser.flush();
  if ((reading.reader?.parser.pending ?? 0) > 0) reading.reader?.parser.end();
  if (reading.reader !== undefined) reading.logs = [logOf(reading, reading.reader)];
}

/** Begins to read what a packed file's first bytes show it to be; false where it is no log. */
function startGzip(reading: Reading, path: string, head: Uint8Array, whole: boolean): boolean {
  const format = recognise({ path, bytes: head.subarray(0, HEAD), whole });
  if (format === undefined) return false;
  const builder = new Builder(reading.found.path);
  reading.reader = { format, builder, parser: format.parser(builder, path), ended: true };
  reading.reader.parser.push(head);
  return true;
}
