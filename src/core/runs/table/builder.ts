import { maxTexts, NumberColumn, TextColumn } from "./column";
import { snapshotNumbers, snapshotTexts, restoreNumbers, restoreTexts } from "./columnSnapshot";
import type { TableSnapshot } from "./snapshot";
import { anyMeaning } from "../conventions";
import type { Problem } from "../problem";
import { RowLines } from "./rowLines";
import type { Scalar } from "../run";
import type { Sink } from "./sink";
import { countOf } from "../words/sizes";

/** A column: numbers in some rows, texts in others, or both. */
export interface Column {
  readonly key: string;
  numbers?: NumberColumn;
  texts?: TextColumn;
}

/** The rows of one file, by column, in file order. It grows as the file does. */
export interface Table {
  readonly file: string;
  readonly columns: readonly Column[];
  /** Rows so far. */
  readonly rows: number;
  readonly config: ReadonlyMap<string, Scalar>;
  /** Pattern of keys → the key that holds their step, where the file says so. */
  readonly stepKeys: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  readonly status: "running" | "finished" | "failed" | "deleted" | undefined;
  /** The run's name, where the file gives one. */
  readonly name: string | undefined;
  /** Shared by all files of one run, where the file says so. */
  readonly identity: string | undefined;
  /** The 1-based line of a row, 0 where the format has none. */
  lineOf(row: number): number;
  /** A snapshot of the table, as plain data. */
  snapshot(): TableSnapshot;
}

/** Problems per file that are kept; more are only counted. */
const maxProblems = 50;

const longestMessage = 400;
/** No log has more columns. */
const maxColumns = 10_000;

/** Builds the table of one file. */
export class Builder implements Sink, Table {
  readonly columns: Column[] = [];
  readonly config = new Map<string, Scalar>();
  readonly stepKeys = new Map<string, string>();
  rows = 0;
  status: "running" | "finished" | "failed" | "deleted" | undefined;
  name: string | undefined;
  identity: string | undefined;
  readonly #index = new Map<string, number>();
  /** Columns of tokens and FLOPs. */
  readonly #counting = new Set<number>();
  readonly #listed: Problem[] = [];
  #dropped = 0;
  #full = false;
  readonly #overflowed = new Set<number>();
  #lines = new RowLines();
  #expectedRows = 0;
  readonly #expected = () => this.#expectedRows;
  /** The columns that were set in the current row: to discard it, no other has to be looked at. */
  readonly #touched: number[] = [];
  #touches = 0;

  constructor(readonly file: string) {}

  /** Preallocates: how many rows the whole file is likely to have. */
  expect(rows: number): void {
    this.#expectedRows = Math.ceil(rows);
  }

  column(key: string): number {
    const known = this.#index.get(key);
    if (known !== undefined) return known;
    if (this.columns.length >= maxColumns) return this.#noColumn(key);
    const made = this.columns.push({ key }) - 1;
    this.#index.set(key, made);
    const use = anyMeaning.useOf(key)?.use;
    if (use === "tokens" || use === "flops") this.#counting.add(made);
    return made;
  }

  /** A column of dates is no name of a run, and nobody misses them. */
  #overflow(column: number, value: string): void {
    this.#overflowed.add(column);
    const key = this.columns[column]?.key ?? "";
    if (Number.isNaN(Date.parse(value)))
      this.problem(
        `more than ${maxTexts} different texts in ${key}: the rest is left out. Split the table to read it whole`,
      );
  }

  /** A file with more names than any log has: the later ones are left out. */
  #noColumn(key: string): number {
    if (!this.#full)
      this.problem(`more than ${maxColumns} columns: ${key.slice(0, 80)} and those after it are left out`);
    this.#full = true;
    return -1;
  }

  set(column: number, value: number): void {
    const entry = this.columns[column];
    if (entry === undefined) return;
    this.#touched[this.#touches++] = column;
    (entry.numbers ??= new NumberColumn(this.#expected)).put(this.rows, value);
  }

  text(column: number, value: string): void {
    const entry = this.columns[column];
    if (entry === undefined) return;
    // 2.5B tokens is a number.
    const count = this.#counting.has(column) ? countOf(value) : undefined;
    if (count !== undefined) this.set(column, count);
    else {
      this.#touched[this.#touches++] = column;
      const texts = (entry.texts ??= new TextColumn(this.#expected));
      texts.put(this.rows, value);
      if (texts.overflow && !this.#overflowed.has(column)) this.#overflow(column, value);
    }
  }

  row(line: number): void {
    this.#lines.add(this.rows, line);
    this.rows++;
    this.#touches = 0;
  }

  discard(): void {
    for (let k = 0; k < this.#touches; k++) {
      const column = this.columns[this.#touched[k] ?? -1];
      column?.numbers?.drop(this.rows);
      column?.texts?.codes.drop(this.rows);
    }
    this.#touches = 0;
  }

  setStepKey(pattern: string, step: string): void {
    this.stepKeys.set(pattern, step);
  }

  setConfig(key: string, value: Scalar): void {
    this.config.set(key, value);
  }

  problem(message: string, where: Omit<Problem, "file" | "message"> = {}): void {
    const short = message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
    if (this.#listed.length < maxProblems) this.#listed.push({ file: this.file, ...where, message: short });
    else this.#dropped++;
  }

  setName(name: string): void {
    if (name !== "") this.name = name;
  }

  setIdentity(identity: string): void {
    this.identity = identity;
  }

  setStatus(status: "running" | "finished" | "failed" | "deleted"): void {
    this.status = status;
  }

  get problems(): readonly Problem[] {
    if (this.#dropped === 0) return this.#listed;
    return [
      ...this.#listed,
      { file: this.file, message: `${this.#dropped} more problems in this file are not listed` },
    ];
  }

  lineOf(row: number): number {
    return this.#lines.of(row);
  }

  snapshot(): TableSnapshot {
    return {
      rows: this.rows,
      columns: this.columns.map(({ key, numbers, texts }) => ({
        key,
        numbers: numbers && snapshotNumbers(numbers),
        texts: texts && snapshotTexts(texts),
      })),
      config: this.config,
      stepKeys: this.stepKeys,
      problems: this.#listed,
      dropped: this.#dropped,
      jumps: this.#lines.jumps,
      lastLine: this.#lines.last,
      status: this.status,
      name: this.name,
      identity: this.identity,
    };
  }

  /** Restores a table from a snapshot; it shares the snapshot's arrays and can grow on. */
  static restore(file: string, kept: TableSnapshot): Builder {
    const builder = new Builder(file);
    for (const { key, numbers, texts } of kept.columns) {
      const column = builder.columns[builder.column(key)];
      if (column === undefined) continue;
      if (numbers !== undefined) column.numbers = restoreNumbers(numbers, builder.#expected);
      if (texts !== undefined) column.texts = restoreTexts(texts, builder.#expected);
    }
    for (const [key, value] of kept.config) builder.config.set(key, value);
    for (const [pattern, step] of kept.stepKeys) builder.stepKeys.set(pattern, step);
    builder.#listed.push(...kept.problems);
    builder.#dropped = kept.dropped;
    builder.#lines = new RowLines(kept.jumps, kept.lastLine);
    builder.rows = kept.rows;
    builder.status = kept.status;
    builder.name = kept.name;
    builder.identity = kept.identity;
    return builder;
  }
}
