import type { Column, Table } from "./builder";
import { flopsUnit, metricOf, useOf, type Use } from "./names";

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

/** The columns of a use, the best key first. */
function candidates(table: Table, use: Use): Column[] {
  return table.columns
    .flatMap((column) => {
      const found = useOf(column.key);
      return found?.use === use ? [{ column, rank: found.rank }] : [];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ column }) => column);
}

/** A count that only grows, and does: the first candidate that differs between rows, or any where there is one row. */
function counter(table: Table, use: Use): Column | undefined {
  const list = candidates(table, use).filter(hasPositive);
  return (
    list.find((column) => (column.numbers?.length ?? 0) === 1 || varies(column)) ??
    (use === "step" ? undefined : list[0])
  );
}

function nameColumn(table: Table, results: boolean): Column | undefined {
  return candidates(table, "name").find((column) => {
    const texts = column.texts?.texts.length ?? 0;
    if (texts > 0) return results || texts * 2 <= table.rows || texts === 1;
    // Runs numbered 1, 2, 3 …: only where few numbers stand in many rows.
    return results && column.numbers !== undefined && varies(column);
  });
}

/** Finds what the columns of a table are, by their keys and by what stands in them. */
export function layoutOf(table: Table): Layout {
  const step = counter(table, "step");
  const tokens = counter(table, "tokens");
  const flops = counter(table, "flops");
  const params = candidates(table, "params").find((c) => hasPositive(c) || (c.texts?.texts.length ?? 0) > 0);
  const losses = table.columns.some((c) => c.numbers !== undefined && metricOf(c.key).quantity !== "other");
  const ordered = step !== undefined || (params === undefined && (tokens !== undefined || flops !== undefined));
  const results = losses && (!ordered || (params !== undefined && (step === undefined || varies(params))));
  const name = nameColumn(table, results);
  return {
    step,
    tokens,
    tokensPerStep: candidates(table, "tokensPerStep").find(hasPositive),
    samples: counter(table, "samples"),
    flops,
    flopsUnit: flops === undefined ? 1 : flopsUnit(flops.key),
    params,
    time: candidates(table, "time").find((c) => c.numbers !== undefined || c.texts !== undefined),
    name,
    results,
    rowPerRun: results && name === undefined && step === undefined,
  };
}

/** Keys that say where a row stands and what run it is of: no metrics of their own. */
export function isPlace(layout: Layout, column: Column): boolean {
  const { step, tokens, flops, params, time, name, samples } = layout;
  return [step, tokens, flops, params, time, name, samples].includes(column);
}
