import type { Column, Table } from "./builder";
import { NumberColumn } from "./column";
import { anyMeaning } from "../conventions";
import { normalKey } from "../words/names";

/** The columns of a long ("molten") table: a metric's name and its value in each row. */
export interface LongColumns<C> {
  readonly metric: C;
  readonly value: C;
}

const metricKeys = "metric metric_name metric_key tag variable attribute_path attribute series key measure name".split(
  " ",
);
const valueKeys = "value metric_value float_value val scalar y".split(" ");

/** The columns that by their keys hold the names and the values of metrics; undefined where a table is not a long one. */
export function longColumns<C extends { readonly key: string }>(
  columns: readonly C[],
  isText: (column: C) => boolean,
  isNumber: (column: C) => boolean,
): LongColumns<C> | undefined {
  const find = (keys: readonly string[], holds: (column: C) => boolean) =>
    keys
      .map((wanted) => columns.find((column) => normalKey(column.key) === wanted && holds(column)))
      .find((column) => column !== undefined);
  const metric = find(metricKeys, isText);
  const value = find(valueKeys, isNumber);
  return metric === undefined || value === undefined ? undefined : { metric, value };
}

const isJudged = (key: string): boolean => anyMeaning.metricOf(key).quantity !== "other";

/** The same of a table that was read: some of the names are of losses. */
export function longColumnsOf({ columns }: Pick<Table, "columns">): LongColumns<Column> | undefined {
  const found = longColumns(
    columns,
    ({ texts }) => texts !== undefined,
    ({ numbers }) => numbers !== undefined,
  );
  return found?.metric.texts?.texts.some(isJudged) === true ? found : undefined;
}

/** A long table with a column for each metric; its rows are those of the file, each with one of them. */
interface Wide {
  readonly table: Table;
  readonly columns: Column[];
  readonly metrics: Map<string, Column>;
  /** Rows that were taken so far. */
  rows: number;
}

const made = new WeakMap<Table, Wide>();

/** A long table read as a wide one; any other as it is. The same object for the same table; rows that were added are taken up. */
export function pivoted(table: Table): Table {
  const long = longColumnsOf(table);
  if (long === undefined) return table;
  const before = made.get(table);
  const wide = before === undefined || before.rows > table.rows ? newWide(table) : before;
  made.set(table, wide);
  takeRows(table, long, wide);
  // Columns are only ever added, as in any table.
  for (const column of [...table.columns, ...wide.metrics.values()])
    if (column !== long.metric && column !== long.value && !wide.columns.includes(column)) wide.columns.push(column);
  return wide.table;
}

function newWide(table: Table): Wide {
  const columns: Column[] = [];
  const view: Table = {
    columns,
    get file() {
      return table.file;
    },
    get rows() {
      return table.rows;
    },
    get config() {
      return table.config;
    },
    get stepKeys() {
      return table.stepKeys;
    },
    get problems() {
      return table.problems;
    },
    get status() {
      return table.status;
    },
    get name() {
      return table.name;
    },
    get identity() {
      return table.identity;
    },
    lineOf: (row) => table.lineOf(row),
    snapshot: () => table.snapshot(),
  };
  return { table: view, columns, metrics: new Map(), rows: 0 };
}

function takeRows(table: Table, { metric, value }: LongColumns<Column>, wide: Wide): void {
  for (let row = wide.rows; row < table.rows; row++) {
    const key = metric.texts?.get(row);
    const number = value.numbers?.get(row);
    if (key === undefined || number === undefined) continue;
    let column = wide.metrics.get(key);
    if (column === undefined) wide.metrics.set(key, (column = { key, numbers: new NumberColumn(() => 0) }));
    column.numbers?.put(row, number);
  }
  wide.rows = table.rows;
}
