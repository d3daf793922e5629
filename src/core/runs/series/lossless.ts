import type { Column, Table } from "../table/builder";
import type { Layout } from "../table/layout";

/**
 * Rows of a table of results that have no loss, and losses that are nothing but text: how many there are, and where the first is.
 * Such rows make no run, and nothing else would say so.
 */
export function losslessRows(table: Table, layout: Layout): string[] {
  const losses = table.columns.filter(({ key }) => layout.meanings.metricOf(key, layout.results).quantity !== "other");
  const named = layout.loss === undefined ? losses : [...losses, layout.loss];
  // Words without a digit are a setting: `loss_kind: train`.
  const texts = named.filter(
    ({ numbers, texts: own }) => (numbers?.length ?? 0) === 0 && own?.texts.some((text) => /\d/.test(text)) === true,
  );
  const found = texts.map((column) => textOnly(column));
  return layout.results && named.some(({ numbers }) => numbers !== undefined)
    ? [...found, ...emptyRows(table, named)]
    : found;
}

function textOnly({ key, texts }: Column): string {
  const first = texts?.texts[0] ?? "";
  const rows = texts?.codes.length ?? 0;
  return `${key} is text in ${rows === 1 ? "its row" : `all its ${rows} rows`} ("${first.length > 40 ? `${first.slice(0, 40)}…` : first}"): no loss is read from it`;
}

function emptyRows(table: Table, losses: readonly Column[]): string[] {
  let count = 0;
  let first = -1;
  for (let row = 0; row < table.rows; row++) {
    if (losses.some(({ numbers }) => numbers?.get(row) !== undefined)) continue;
    if (first < 0) first = row;
    count++;
  }
  if (count === 0) return [];
  const line = table.lineOf(first);
  const where = line > 0 ? `line ${line}` : `row ${first + 1}`;
  const what = count === 1 ? `1 of ${table.rows} rows has` : `${count} of ${table.rows} rows have`;
  return [
    `${what} no loss (it is empty or text), the first is ${where}: no run is made of ${count === 1 ? "it" : "them"}`,
  ];
}
