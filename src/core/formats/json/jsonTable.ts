import { anyMeaning } from "../../runs/conventions";
import { sizesIn } from "../../runs/words/sizes";
import type { Sink } from "../../runs/table/sink";
import type { Format } from "../format";
import { headText } from "../bytes/headText";
import { flatten, isObject, readJson, type Json } from "./json";
import { numberOf } from "../bytes/number";
import { JsonFile } from "./jsonFile";

/**
 * A table in one JSON value: an array of row objects, an object that holds such an array (`{"rows": […]}`, `log_history`), an
 * object of equally long columns (as pandas writes with orient "list"), or of named rows (orient "index").
 */

type Row = Readonly<Record<string, Json>>;

const isRows = (value: Json | undefined): value is readonly Row[] =>
  Array.isArray(value) && value.length > 0 && value.every((item: Json) => isObject(item));

/** The rows that a value holds; undefined when it is no table. */
function rowsOf(value: Json): readonly Row[] | undefined {
  if (isRows(value)) return value;
  if (!isObject(value)) return undefined;
  const inner = Object.values(value).filter(isRows);
  const longest = inner.reduce<readonly Row[] | undefined>(
    (a, b) => (a !== undefined && a.length >= b.length ? a : b),
    undefined,
  );
  if (longest !== undefined) return longest;
  return columnsToRows(value) ?? namedRows(value);
}

function columnsToRows(value: Row): readonly Row[] | undefined {
  const columns = Object.entries(value).filter((entry): entry is [string, readonly Json[]] => Array.isArray(entry[1]));
  const length = columns[0]?.[1].length ?? 0;
  if (length === 0 || columns.length < 2 || columns.some(([, items]) => items.length !== length)) return undefined;
  return Array.from({ length }, (_, i) => Object.fromEntries(columns.map(([key, items]) => [key, items[i] ?? null])));
}

function namedRows(value: Row): readonly Row[] | undefined {
  const entries = Object.entries(value);
  const rows = entries.filter((entry): entry is [string, Row] => isObject(entry[1]));
  if (rows.length < 2 || rows.length < entries.length) return undefined;
  const keys = new Set(Object.keys(rows[0]?.[1] ?? {}));
  const alike = rows.every(([, row]) => Object.keys(row).some((key) => keys.has(key) && typeof row[key] === "number"));
  return alike && (rows.every(([, row]) => tellsTraining(row)) || rows.every(([name]) => sizesIn(name).length > 0))
    ? rows.map(([name, row]) => ({ name, ...row }))
    : undefined;
}

/** Whether a row says of a training how large or long it was: scores by task do not, so their tasks are no runs. */
const tellsTraining = (row: Row): boolean =>
  Object.keys(row).some((key) => trainingUses.has(anyMeaning.useOf(key)?.use ?? ""));

const trainingUses = new Set<string>(["params", "tokens", "flops", "step"]);

/** Whether rows are a list of checkpoints: each says where one lies. */
const areCheckpoints = (rows: readonly Row[]): boolean =>
  rows.every((row) =>
    Object.entries(row).some(
      ([key, value]) => checkpointKeys.has(key.toLowerCase()) && typeof value === "string" && value !== "",
    ),
  );

const checkpointKeys = new Set(
  "path checkpoint checkpoint_path ckpt ckpt_path checkpoint_dir file filename".split(" "),
);

function takeTable(value: Json, sink: Sink): void {
  const rows = rowsOf(value);
  if (rows === undefined || areCheckpoints(rows)) return;
  if (isObject(value)) for (const [key, scalar] of scalars(value)) sink.setConfig(key, scalar);
  for (const row of rows) putRow(sink, row);
}

/** A row object as a row of columns, nested objects flattened; texts that are numbers are numbers. */
export function putRow(sink: Sink, row: Row, line = 0): void {
  for (const [key, value] of flatten(row)) {
    const column = sink.column(key);
    const number = typeof value === "string" ? numberOf(value) : Number(value);
    if (number !== undefined) sink.set(column, number);
    else sink.text(column, String(value));
  }
  sink.row(line);
}

const scalars = (value: Row) =>
  Object.entries(value).filter((entry): entry is [string, string | number | boolean] => {
    const type = typeof entry[1];
    return type === "string" || type === "number" || type === "boolean";
  });

export const jsonTable: Format = {
  id: "json-table",
  label: "Table in a JSON file",
  growth: "rewrite",
  probe(head) {
    if (!head.path.toLowerCase().endsWith(".json")) return 0;
    const text = headText(head.bytes, 16384).replace("\uFEFF", "").trimStart();
    if (text.startsWith("[")) return text.slice(1).trimStart().startsWith("{") ? 0.9 : 0;
    if (!text.startsWith("{")) return 0;
    if (!head.whole) return /[[{]/.test(text.slice(1)) ? 0.4 : 0;
    const read = readJson(headText(head.bytes));
    return read.ok && rowsOf(read.value) !== undefined ? 0.8 : 0;
  },
  parser: (sink) => new JsonFile(sink, takeTable),
};
