import type { Format, Parser, WholeFormat } from "../../core/formats/format";
import type { ConfigFile, LogFile } from "../../core/runs/assemble/assemble";
import type { Builder } from "../../core/runs/table/builder";
import type { Problem } from "../../core/runs/problem";
import type { StudyFile } from "../../core/runs/described/studyFile";
import { logFile } from "./logFile";
import type { Found } from "../source/scan";
import type { FileStat } from "../source/source";
import type { Companions } from "./readSnapshot";

export interface ReadOptions {
  readonly now: () => number;
  readonly cancelled: () => boolean;
  /** Bytes that were read. */
  readonly onBytes: (bytes: number) => void;
}

/** What reads a file piece by piece. `ended`: what still comes cannot be joined to what was read. */
export interface Reader {
  readonly format: Format;
  readonly parser: Parser;
  readonly builder: Builder;
  ended: boolean;
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
  reader: Reader | undefined;
  /** Of a file that is read at once: what it is, and the state of what belongs to it. */
  whole: { readonly format: WholeFormat; readonly companions: Companions } | undefined;
  /** Bytes read. */
  offset: number;
  start: Uint8Array;
  tail: Uint8Array;
  /** All of the file as `stat` has it was read: nothing ended the reading early, nothing is torn. */
  complete: boolean;
}

export const NOTHING = new Uint8Array(0);

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
    complete: false,
  };
}

/** The log of a file that is read piece by piece, as far as it was read. */
export const logOf = ({ found, stat }: Reading, { format, builder }: Reader): LogFile =>
  logFile(found, format, builder, { modified: stat.modified });
