import type { Format, SnapshotFormat } from "../../core/formats/format";
import { formats, snapshotFormats } from "../../core/formats/index";
import type { LogFile } from "../../core/runs/assemble/assemble";
import type { Table } from "../../core/runs/table/builder";
import type { FoundFile } from "../source/foundFile";

/** What a log has besides its place, its format and its rows. */
export interface LogExtra {
  /** Unix milliseconds. */
  readonly modified: number;
  /** Its file contains other runs too, or may. */
  readonly many?: boolean;
}

/** A log, as runs are assembled from it. */
export function logFile(found: FoundFile, format: Format | SnapshotFormat, table: Table, extra: LogExtra): LogFile {
  const inPieces = "parser" in format;
  return {
    path: found.path,
    relative: found.relative,
    root: found.root.name,
    format: format.id,
    table,
    rank: inPieces ? formats.indexOf(format) : snapshotFormats.indexOf(format),
    printed: inPieces && format.text === true,
    nameless: format.nameless === true,
    repeats: inPieces && format.repeats === true,
    many: extra.many === true,
    modified: extra.modified,
  };
}
