import type { Format, SnapshotFormat } from "../../core/formats/format";
import { formats, snapshotFormats } from "../../core/formats/index";
import type { LogFile } from "../../core/runs/assemble/assemble";
import { Builder } from "../../core/runs/table/builder";
import { logFile } from "../read/logFile";
import { newReading, type Reading } from "../read/reading";
import type { FoundFile } from "../source/foundFile";
import type { FileStat } from "../source/source";
import { Arrays, fromBlock, toBlock, type Block, type Written } from "./blocks";
import { decodeTable, decodeValues, encodeTable, encodeValues, type TableCode, type ValuesCode } from "./tables";

/** Identifies the content of a file and the program that read it: an entry with another fingerprint is not used. */
export interface Fingerprint {
  /** A hash of the program: another build may read the file differently. */
  readonly build: string;
  readonly path: string;
  readonly relative: string;
  readonly size: number;
  readonly modified: number;
  /** A hash of its first bytes. */
  readonly head: string;
}

interface LogCode {
  readonly format: string;
  readonly many: boolean;
  readonly modified: number;
  readonly table: TableCode;
}

/** Ending, size and mtime of a companion of a file that is read as a snapshot. */
type CompanionCode = readonly [ending: string, size: number, modified: number];

interface EntryCode {
  readonly fingerprint: Fingerprint;
  readonly logs: readonly LogCode[];
  readonly config?: { readonly stem?: string; readonly values: ValuesCode };
  readonly whole?: { readonly format: string; readonly companions: readonly CompanionCode[] };
}

const sameFingerprint = (a: Fingerprint, b: Fingerprint): boolean =>
  a.build === b.build &&
  a.path === b.path &&
  a.relative === b.relative &&
  a.size === b.size &&
  a.modified === b.modified &&
  a.head === b.head;

/** Serialises a reading. Its arrays are used in place: a log that grows meanwhile only appends behind them. */
export function toEntry({ config, whole, logs }: Reading, fingerprint: Fingerprint): Written {
  const arrays = new Arrays();
  const code: EntryCode = {
    fingerprint,
    logs: logs.map((log) => encodeLog(log, arrays)),
    ...(config === undefined ? {} : { config: { ...stemOf(config.stem), values: encodeValues(config.values) } }),
    ...(whole === undefined ? {} : { whole: encodeWhole(whole) }),
  };
  return toBlock(code, arrays);
}

/** Deserialises the reading of a file; undefined when the entry has another fingerprint or is damaged. */
export function fromEntry(
  bytes: Uint8Array,
  found: FoundFile,
  stat: FileStat,
  fingerprint: Fingerprint,
): Reading | undefined {
  const block = fromBlock(bytes);
  if (block === undefined) return undefined;
  // The checksum is right, so Isoflop wrote it, and the fingerprint says that it was this very build.
  const code = block.header as EntryCode;
  if (!sameFingerprint(code.fingerprint, fingerprint)) return undefined;
  const { path, relative } = found;
  const logs = code.logs.flatMap((log) => decodeLog(log, found, block) ?? []);
  const { config } = code;
  const whole = code.whole && decodeWhole(code.whole);
  return Object.assign(newReading(found, stat), {
    logs,
    config: config && { path, relative, stem: config.stem, values: decodeValues(config.values) },
    whole,
    offset: stat.size,
    complete: true,
  });
}

function encodeLog({ format, many, modified, table }: LogFile, arrays: Arrays): LogCode {
  return { format, many: many === true, modified, table: encodeTable(table.snapshot(), arrays) };
}

function decodeLog(
  { format: id, many, modified, table }: LogCode,
  found: FoundFile,
  block: Block,
): LogFile | undefined {
  const format = formatOf(id);
  if (format === undefined) return undefined;
  return logFile(found, format, Builder.restore(found.path, decodeTable(table, block)), { modified, many });
}

const formatOf = (id: string): Format | SnapshotFormat | undefined =>
  [...formats, ...snapshotFormats].find((format) => format.id === id);

type Whole = NonNullable<Reading["whole"]>;

const encodeWhole = ({ format, companions }: Whole): NonNullable<EntryCode["whole"]> => ({
  format: format.id,
  companions: [...companions].map(([ending, { size, modified }]) => [ending, size, modified]),
});

function decodeWhole({ format: id, companions }: NonNullable<EntryCode["whole"]>): Whole | undefined {
  const format = snapshotFormats.find((one) => one.id === id);
  const stats = companions.map(([ending, size, modified]) => {
    const stat: FileStat = { kind: "file", size, modified, identity: "" };
    return [ending, stat] as const;
  });
  return format && { format, companions: new Map(stats) };
}

const stemOf = (stem: string | undefined) => (stem === undefined ? {} : { stem });
