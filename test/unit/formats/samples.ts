import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Format } from "../../../src/core/formats/format";
import { recognise, recogniseSnapshot } from "../../../src/core/formats/index";
import type { Builder } from "../../../src/core/runs/table/builder";

/** Every folder of test/data with `logs` in it is a sample by a real writer. */
export const sampleRoot = "test/data";
export const samples = readdirSync(sampleRoot).filter((name) => existsSync(join(sampleRoot, name, "logs")));

export interface SampleFile {
  readonly path: string;
  /** Below the sample's `logs`. */
  readonly relative: string;
  readonly bytes: Uint8Array;
  /** How it is read piece by piece; undefined for what is read at once, and for no logs. */
  readonly format: Format | undefined;
  /** Whether it is read at once: a database, a Parquet table. */
  readonly atOnce: boolean;
}

export function filesOf(sample: string): SampleFile[] {
  const base = join(sampleRoot, sample, "logs");
  return readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const bytes = new Uint8Array(readFileSync(path));
      const relative = path.slice(base.length + 1);
      const head = { path: relative, bytes: bytes.slice(0, 65536), whole: bytes.length <= 65536 };
      const atOnce = recogniseSnapshot(head) !== undefined;
      return { path, relative, bytes, format: atOnce ? undefined : recognise(head), atOnce };
    });
}

/** The first difference between what two tables hold, up to the rows of the shorter (or of all); undefined where there is none. */
export function difference(a: Builder, b: Builder, all: boolean): string | undefined {
  if (all && a.rows !== b.rows) return `${a.rows} rows in place of ${b.rows}`;
  const keys = new Set([...a.columns, ...(all ? b.columns : [])].map(({ key }) => key));
  for (const key of keys) {
    const [mine, theirs] = [a, b].map((table) => table.columns.find((column) => column.key === key));
    for (let row = 0; row < a.rows; row++) {
      const value = mine?.numbers?.get(row) ?? mine?.texts?.get(row);
      const wanted = theirs?.numbers?.get(row) ?? theirs?.texts?.get(row);
      // A row that is not whole yet may lack what is still to come.
      if (!Object.is(value, wanted) && (all || value !== undefined))
        return `${key} of row ${row} is ${value}, not ${wanted}`;
    }
  }
  return undefined;
}

/** Of each column the values in their order, each with the step of its row: the same however a step's values are laid into rows. */
export function valuesByStep({ columns }: Builder): Map<string, [number | undefined, number | string | undefined][]> {
  const steps = columns.find(({ key }) => key === "step")?.numbers;
  const places = new Set(["step", "wall_time", "timestamp"]);
  return new Map(
    columns
      .filter(({ key }) => !places.has(key))
      .map(({ key, numbers, texts }) => {
        const store = numbers ?? texts?.codes;
        const rows = Array.from({ length: store?.length ?? 0 }, (_, i) => store?.rowAt(i) ?? 0);
        return [key, rows.map((row) => [steps?.get(row), numbers?.get(row) ?? texts?.get(row)])];
      }),
  );
}
