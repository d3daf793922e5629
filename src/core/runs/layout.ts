import type { Column, Table } from "./builder";
import { flopsUnit, metricOf, useOf, type Use } from "./names";

/** What the owner of a table says its columns are, by their keys: it goes before what the keys seem to say. */
export type SaidColumns = Readonly<Partial<Record<"name" | "params" | "tokens" | "flops" | "step" | "loss", string>>>;

/** Which columns of a table say where a row stands, and whether its rows are steps of a log or results. */
export interface Layout {
  readonly step: Column | undefined;
  readonly tokens: Column | undefined;
  readonly tokensPerStep: Column | undefined;
  readonly samples: Column | undefined;
  readonly flops: Column | undefined;
  readonly flopsUnit: number;
  readonly params: Column | undefined;
  readonly time: Column | undefined;
  /** Splits the rows into runs. */
  readonly name: Column | undefined;
  /** The column that is said to be the loss. */
  readonly loss: Column | undefined;
  /** A table of results: a row is a trained model or a checkpoint of one. */
  readonly results: boolean;
  /** Every row is a run of its own. */
  readonly rowPerRun: boolean;
}

/** Whether the column's numbers differ; one number alone does not. */
export function varies(column: Column): boolean {
  const numbers = column.numbers;
  if (numbers === undefined) return (column.texts?.texts.length ?? 0) > 1;
  for (let i = 1; i < numbers.length; i++) if (numbers.values[i] !== numbers.values[0]) return true;
  return false;
}

function hasPositive(column: Column): boolean {
  const numbers = column.numbers;
  if (numbers === undefined) return false;
  for (let i = 0; i < numbers.length; i++) if ((numbers.values[i] ?? 0) > 0) return true;
  return false;
}

const saidAs = (said: SaidColumns, use: Use): string | undefined =>
  use === "time" || use === "samples" || use === "tokensPerStep" ? undefined : said[use];

/** The columns of a use, the best key first: the one that is said to be it, where there is one. */
function candidates(table: Table, use: Use, said: SaidColumns): Column[] {
  const named = table.columns.find((column) => column.key === saidAs(said, use));
  if (named !== undefined) return [named];
  const taken = new Set(Object.values(said));
  return table.columns
    .flatMap((column) => {
      const found = taken.has(column.key) ? undefined : useOf(column.key);
      return found?.use === use ? [{ column, rank: found.rank }] : [];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ column }) => column);
}

/** A count that only grows, and does: the first candidate that differs between rows, or any where there is one row. */
function counter(table: Table, use: Use, said: SaidColumns): Column | undefined {
  const list = candidates(table, use, said).filter(hasPositive);
  return (
    list.find((column) => (column.numbers?.length ?? 0) === 1 || varies(column)) ??
    (use === "step" ? undefined : list[0])
  );
}

function nameColumn(table: Table, results: boolean, said: SaidColumns): Column | undefined {
  return candidates(table, "name", said).find((column) => {
    if (column.key === said.name) return true;
    const texts = column.texts?.texts.length ?? 0;
    if (texts > 0) return results || texts * 2 <= table.rows || texts === 1;
    // Runs numbered 1, 2, 3 …: only where few numbers stand in many rows.
    return results && column.numbers !== undefined && varies(column);
  });
}

/** Finds what the columns of a table are, by their keys and by what stands in them. */
export function layoutOf(table: Table, said: SaidColumns = {}): Layout {
  const step = counter(table, "step", said);
  const tokens = counter(table, "tokens", said);
  const flops = counter(table, "flops", said);
  const params = candidates(table, "params", said).find((c) => hasPositive(c) || (c.texts?.texts.length ?? 0) > 0);
  const loss = table.columns.find((column) => column.key === said.loss && column.numbers !== undefined);
  const losses = table.columns.some(
    (c) => c === loss || (c.numbers !== undefined && metricOf(c.key).quantity !== "other"),
  );
  const ordered = step !== undefined || (params === undefined && (tokens !== undefined || flops !== undefined));
  const results = losses && (!ordered || (params !== undefined && (step === undefined || varies(params))));
  const name = nameColumn(table, results, said);
  return {
    step,
    tokens,
    tokensPerStep: candidates(table, "tokensPerStep", said).find(hasPositive),
    samples: counter(table, "samples", said),
    flops,
    flopsUnit: flops === undefined ? 1 : flopsUnit(flops.key),
    params,
    time: candidates(table, "time", said).find((c) => c.numbers !== undefined || c.texts !== undefined),
    name,
    loss,
    results,
    rowPerRun: results && name === undefined && step === undefined,
  };
}

/** Keys that say where a row stands and what run it is of: no metrics of their own. */
export function isPlace(layout: Layout, column: Column): boolean {
  const { step, tokens, flops, params, time, name, samples } = layout;
  return [step, tokens, flops, params, time, name, samples].includes(column);
}
