import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Opened, Sqlite } from "sql.js";
import type { Database, Value } from "../../core/formats/format";

let loading: Promise<Sqlite> | undefined;

/** Loads SQLite on first use: its WASM is beside the bundle, or where npm installed it. */
async function load(): Promise<Sqlite> {
  const { default: start } = await import("sql.js");
  const wasmBinary = await readFile(join(import.meta.dirname, "sql-wasm.wasm")).catch(() => undefined);
  return start(wasmBinary === undefined ? {} : { wasmBinary });
}

/** Opens a database read-only. Rejects with a message for the user. */
export async function openDatabase(bytes: Uint8Array): Promise<Database> {
  loading ??= load();
  const { Database: Made } = await loading.catch((error: unknown) => {
    loading = undefined;
    throw new Error(`SQLite could not be started: ${String(error)}`);
  });
  const opened = new Made(bytes);
  try {
    // Nothing that the file defines is executed, and its cells are validated.
    opened.run("pragma trusted_schema = off; pragma query_only = on; pragma cell_size_check = on");
    return new ReadOnly(opened, tablesOf(opened), bytes.length);
  } catch (error) {
    opened.close();
    throw damaged(error);
  }
}

const damaged = (error: unknown) =>
  new Error(`not readable as a SQLite database: ${error instanceof Error ? error.message : String(error)}`);

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

function* stepped(opened: Opened, sql: string): Generator<readonly Value[]> {
  const statement = opened.prepare(sql);
  try {
    while (statement.step()) yield statement.get();
  } finally {
    statement.free();
  }
}

/** Ordinary tables only: no views, no virtual tables, no computed columns. */
function tablesOf(opened: Opened): Map<string, readonly string[]> {
  const names = [...stepped(opened, "select name, sql from sqlite_master where type = 'table'")];
  const tables = new Map<string, readonly string[]>();
  for (const [name, sql] of names) {
    if (typeof name !== "string" || typeof sql !== "string" || !/^create\s+table\b/i.test(sql)) continue;
    const columns = [...stepped(opened, `pragma table_xinfo(${quoted(name)})`)];
    tables.set(
      name,
      columns.flatMap(([, column, , , , , hidden]) => (typeof column === "string" && hidden === 0 ? [column] : [])),
    );
  }
  return tables;
}

/** Bytes of the shortest row. */
const leastRow = 4;
/** The text of a table is at most so many times its file. */
const mostText = 4;
/** A longer text is no metric, and is not fetched. */
const longestText = 1 << 20;

/** A column, or nothing where it is long: overlong values may share the pages of one, each as large as the file. */
const bounded = (column: string) =>
  `case when octet_length(${quoted(column)}) <= ${longestText} then ${quoted(column)} end`;

const sizeOf = (row: readonly Value[]): number =>
  row.reduce<number>(
    (sum, value) => sum + (typeof value === "object" || typeof value === "string" ? (value?.length ?? 0) : 0),
    0,
  );

class ReadOnly implements Database {
  readonly tables: ReadonlyMap<string, readonly string[]>;
  readonly #opened: Opened;
  /** Bytes of the file. A table that yields more than fits into it is damaged, or an attack. */
  readonly #size: number;

  constructor(opened: Opened, tables: ReadonlyMap<string, readonly string[]>, size: number) {
    this.#opened = opened;
    this.tables = tables;
    this.#size = size;
  }

  *rows(table: string, columns: readonly string[]): Generator<readonly Value[]> {
    if (!this.tables.has(table)) throw new Error(`no such table: ${table}`);
    // Without an index: rows come in the order in which they were written.
    const sql = `select ${columns.map(bounded).join(", ")} from ${quoted(table)} not indexed`;
    let left = this.#size / leastRow;
    let letters = this.#size * mostText;
    try {
      for (const row of stepped(this.#opened, sql)) {
        if (--left < 0) throw new Error("more rows than fit into the file");
        letters -= sizeOf(row);
        if (letters < 0) throw new Error("more text than fits into the file");
        yield row;
      }
    } catch (error) {
      throw damaged(error);
    }
  }

  close(): void {
    this.#opened.close();
  }
}
