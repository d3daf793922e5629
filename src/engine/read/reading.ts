import type { Format, Parser, SnapshotFormat } from "../../core/formats/format";
import type { ConfigFile, LogFile } from "../../core/runs/assemble/assemble";
import type { Builder } from "../../core/runs/table/builder";
import type { Problem } from "../../core/runs/problem";
import type { StudyFile } from "../../core/runs/described/studyFile";
import { logFile } from "./logFile";
import type { FoundFile } from "../source/foundFile";
import type { FileStat } from "../source/source";
import type { Companions } from "./readSnapshot";

export interface ReadOptions {
  readonly now: () => number;
  readonly cancelled: () => boolean;
  /** Bytes that were read. */
  readonly onBytes: (bytes: number) => void;
}

/** What reads a file piece by piece. `ended`: bytes that are appended later cannot be parsed on from here. */
export interface Reader {
  readonly format: Format;
  readonly parser: Parser;
  readonly builder: Builder;
  ended: boolean;
}

/** What was read of a file, and how far. */
export interface Reading {
  readonly found: FoundFile;
  stat: FileStat;
  /** One log a run; most files contain one run. */
  logs: readonly LogFile[];
  config: ConfigFile | undefined;
  /** Its content, if it is an `isoflop.json`. */
  study: StudyFile | undefined;
  /** Why it is not read, though it looks like a log. */
  problem: Problem | undefined;
  reader: Reader | undefined;
  /** Of a file that is read as a snapshot: its format, and the state of its companions. */
  whole: { readonly format: SnapshotFormat; readonly companions: Companions } | undefined;
  /** Bytes read. */
  offset: number;
  start: Uint8Array;
  tail: Uint8Array;
  /** The whole file, as `stat` describes it, was read: reading was not ended early, and the last line is complete. */
  complete: boolean;
  /** It could not be read: the next look tries again, though the file did not change. */
  failed: boolean;
}

export const noBytes = new Uint8Array(0);

export function newReading(found: FoundFile, stat: FileStat): Reading {
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
    start: noBytes,
    tail: noBytes,
    complete: false,
    failed: false,
  };
}

/** The log of a file that is read piece by piece, up to where it was read. */
export const logOf = ({ found, stat }: Reading, { format, builder }: Reader): LogFile =>
  logFile(found, format, builder, { modified: stat.modified });
