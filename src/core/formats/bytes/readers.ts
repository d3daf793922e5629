import type { Sink } from "../../runs/table/sink";
import type { Parser } from "../format";
import { LevelLog } from "./levelLog";
import { Lines, type LineOptions } from "./lines";
import { BadMessage } from "./protobuf";

/** How a format reads records or lines, however the file was split into chunks. */
export interface Reader {
  /** A whole record, or a line without its end, in `bytes[start … end)`; `line` is 0 where there are none. */
  read(bytes: Uint8Array, start: number, end: number, line: number): void;
  /** No more for now: emit the row that waits for more values. */
  rest?(): void;
  /** The record was malformed: discard the current row. */
  failed?(): void;
}

export interface LineParserOptions extends Partial<Pick<LineOptions, "eager">> {
  readonly longest: number;
  /** The problem for a longer line; "" for none. */
  readonly tooLong: string;
  /** The problem for a last line without a newline, which is then skipped; undefined where it is read. */
  readonly torn?: string;
}

/** A parser of lines. A line without its end may hold half a number: it waits. */
export function lineParser(sink: Sink, reader: Reader, options: LineParserOptions): Parser {
  const { longest, tooLong, torn, eager } = options;
  const lines = new Lines(
    (b, start, end, line) => {
      reader.read(b, start, end, line);
    },
    {
      maxBytes: longest,
      tooLong: (line) => {
        if (tooLong !== "") sink.problem(tooLong, { line });
      },
      ...(eager === undefined ? {} : { eager }),
    },
  );
  return {
    get pending() {
      return lines.pending().length;
    },
    push(bytes) {
      lines.push(bytes);
    },
    flush() {
      reader.rest?.();
    },
    end() {
      if (torn === undefined) lines.end();
      else if (lines.pending().length > 0) sink.problem(torn);
      reader.rest?.();
    },
  };
}

/** A parser of LevelDB's log, as W&B and SwanLab write it. Only whole records are read, and each at once. */
export function recordParser(sink: Sink, fileHeader: number, reader: Reader): Parser {
  const log = new LevelLog(fileHeader, {
    record(b, start, end) {
      try {
        reader.read(b, start, end, 0);
      } catch (error) {
        if (!(error instanceof BadMessage)) throw error;
        reader.failed?.();
        sink.problem(`a record is malformed: ${error.message}`);
      }
    },
    problem(message, offset) {
      sink.problem(message, { offset });
    },
  });
  return {
    get pending() {
      return log.pending;
    },
    push(bytes) {
      log.push(bytes);
    },
    flush() {
      reader.rest?.();
    },
    end() {
      reader.rest?.();
      if (log.pending > 0) sink.problem("the last record is incomplete, as when a run is killed: its end is lost");
    },
  };
}
