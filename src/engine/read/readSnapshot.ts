import type { SnapshotFormat } from "../../core/formats/format";
import type { LogFile } from "../../core/runs/assemble/assemble";
import { faultOf } from "../../core/formats/bytes/fault";
import { Builder } from "../../core/runs/table/builder";
import type { Problem } from "../../core/runs/problem";
import { logFile } from "./logFile";
import { tellingPath, type FoundFile } from "../source/foundFile";
import type { FileStat, Source } from "../source/source";
import { openDatabase } from "./sqlite";

/** A larger companion is not read. */
const maxCompanionBytes = 512 << 20;

/** The state of those companions of a file that exist, by their endings. */
export type Companions = ReadonlyMap<string, FileStat>;

export async function statCompanions(source: Source, path: string, format: SnapshotFormat): Promise<Companions> {
  const found = new Map<string, FileStat>();
  for (const ending of format.companions) {
    const stat = await source.stat(path + ending).catch(() => undefined);
    if (stat?.kind === "file" && stat.size > 0) found.set(ending, stat);
  }
  return found;
}

export const sameCompanions = (a: Companions, b: Companions): boolean =>
  a.size === b.size &&
  [...a].every(([ending, { size, modified }]) => b.get(ending)?.size === size && b.get(ending)?.modified === modified);

/** What a file was found to contain when it was read as a whole: a log a run, and what is wrong with the file itself. */
export interface Snapshot {
  readonly logs: readonly LogFile[];
  readonly problem: Problem | undefined;
  /** Bytes read. */
  readonly bytes: number;
}

/** Reads a file that makes sense only as a whole (a database, Parquet), with its companions. Never rejects. */
export async function readSnapshot(
  source: Source,
  found: FoundFile,
  stat: FileStat,
  format: SnapshotFormat,
  companions: Companions,
): Promise<Snapshot> {
  const builders: Builder[] = [];
  let wrong: Problem | undefined;
  let total = 0;
  const read = async (path: string, start: number, end: number) => {
    const bytes = await source.read(path, start, Math.max(0, end - start));
    total += bytes.length;
    return bytes;
  };
  try {
    const parts = new Map<string, Uint8Array>();
    // The write-ahead log first: a checkpoint between the two reads then only repeats pages.
    for (const [ending, { size }] of companions) {
      if (size > maxCompanionBytes)
        throw new Error(`its ${ending} file has more than ${maxCompanionBytes >> 20} MiB: not read`);
      parts.set(ending, await read(found.path + ending, 0, size));
    }
    const table = () => {
      const builder = new Builder(found.path);
      builders.push(builder);
      return builder;
    };
    await format.read({
      path: tellingPath(found),
      size: stat.size,
      read: (start, end) => read(found.path, start, Math.min(end, stat.size)),
      companions: parts,
      table,
      database: openDatabase,
    });
  } catch (error) {
    wrong = { file: found.path, message: faultOf(error) };
  }
  const modified = Math.max(stat.modified, ...[...companions.values()].map((companion) => companion.modified));
  const logs = builders.map((builder) =>
    logFile(found, format, builder, { modified, many: builders.length > 1 || builder.identity !== undefined }),
  );
  return { logs, problem: wrong, bytes: total };
}
