import { recognise } from "../../core/formats/index";
import { Builder } from "../../core/runs/table/builder";
import { gunzip } from "./gunzip";
import { headBytes } from "./readStream";
import { logOf, noBytes, type Reading, type ReadOptions } from "./reading";
import { messageOf } from "../source/scan";
import { tellingPath } from "../source/foundFile";
import type { Source } from "../source/source";

/** Reads a gzip file like the file inside it, but always from its start. */
export async function readGzip(source: Source, reading: Reading, options: ReadOptions): Promise<void> {
  const { found, stat } = reading;
  const path = tellingPath(found).replace(/\.gz$/i, "");
  reading.offset = stat.size;
  let head = noBytes;
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
        if (head.length >= headBytes && !startGzip(reading, path, head, false)) return;
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

/** Recognises the format by the first unpacked bytes and begins to read; false where it is no log. */
function startGzip(reading: Reading, path: string, head: Uint8Array, whole: boolean): boolean {
  const format = recognise({ path, bytes: head.subarray(0, headBytes), whole });
  if (format === undefined) return false;
  const builder = new Builder(reading.found.path);
  reading.reader = { format, builder, parser: format.parser(builder, path), ended: true };
  reading.reader.parser.push(head);
  return true;
}
