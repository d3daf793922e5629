import type { Column, Table } from "./builder";
import { statsOf } from "./columnStats";
import { anyMeaning } from "../conventions";
import type { Meanings, Use } from "../conventions/meanings";
import { normalKey } from "../words/names";
import { countOf } from "../words/sizes";

/** What the owner of a table says its columns are, by their keys: it goes before what the keys seem to say. */
export type SaidColumns = Readonly<Partial<Record<"name" | "params" | "tokens" | "flops" | "step" | "loss", string>>>;

/** Which columns of a table say where a row stands, and whether its rows are steps of a log or results. */
export interface Layout {
  /** What the keys of the table mean. */
  readonly meanings: Meanings;
  readonly step: Column | undefined;
  readonly tokens: Column | undefined;
  readonly tokensPerStep: Column | undefined;
  readonly samples: Column | undefined;
  readonly flops: Column | undefined;
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
  return !statsOf(numbers).same;
}

/** Of how many values one may fall and the column still orders the rows of a log, as after a restart. */
const PER_FALL = 20;

/** Whether the numbers rise down the rows, or there is one alone: the count of a log, not a column of results. */
function rises(column: Column): boolean {
  if (column.numbers === undefined) return true;
  const { seen, same, falls } = statsOf(column.numbers);
  return seen < 2 || (!same && falls * PER_FALL <= seen);
}

function hasPositive(column: Column): boolean {
  return column.numbers !== undefined && statsOf(column.numbers).positive > 0;
}

/** Whether some text of it is a count, as `125M` is. */
const hasCount = ({ texts }: Column) => texts?.texts.some((text) => countOf(text) !== undefined) ?? false;

/** A table, and how its keys are read. */
interface Keyed {
  readonly table: Table;
  readonly said: SaidColumns;
  readonly meanings: Meanings;
}

const saidAs = (said: SaidColumns, use: Use): string | undefined =>
  use === "time" || use === "samples" || use === "tokensPerStep" ? undefined : said[use];

/** The columns of a use, the best key first: the one that is said to be it, where there is one. */
function candidates({ table, said, meanings }: Keyed, use: Use): Column[] {
  const named = table.columns.find((column) => column.key === saidAs(said, use));
  if (named !== undefined) return [named];
  const taken = new Set(Object.values(said));
  return table.columns
    .flatMap((column) => {
      const found = taken.has(column.key) ? undefined : meanings.useOf(column.key);
      return found?.use === use ? [{ column, rank: found.rank }] : [];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ column }) => column);
}

/** A count that only grows, and does: the first candidate that differs between rows, or any where there is one row. */
function counter(keyed: Keyed, use: Use): Column | undefined {
  const list = candidates(keyed, use).filter(hasPositive);
  return (
    list.find((column) => (column.numbers?.length ?? 0) === 1 || varies(column)) ??
    (use === "step" ? undefined : list[0])
  );
}

/** What pandas calls the numbers of the rows, and our reader of CSV a first column without a name. */
const INDEX = new Set(["column 1", "unnamed: 0", "index"]);

/** The numbers of the rows where they are all there is to order a log by: losses beside nothing that says what run a row is. */
function indexColumn({ table, said, meanings }: Keyed): Column | undefined {
  const index = table.columns.find(({ key }) => INDEX.has(key.toLowerCase()));
  const others = table.columns.filter((column) => column !== index);
  if (
    index === undefined ||
    others.some(({ key, texts }) => texts !== undefined || RUN_PLACES.has(meanings.useOf(key)?.use))
  )
    return undefined;
  const { length } = index.numbers ?? { length: 0 };
  if (index.numbers !== undefined && !statsOf(index.numbers).counts) return undefined;
  return Object.keys(said).length > 0 || length < 2 || length < table.rows ? undefined : index;
}

const RUN_PLACES = new Set<Use | undefined>(["params", "name", "tokens", "flops"]);

/** Nothing but measurements in it: the rows of a log, in their order. */
function isBareLog({ table: { columns }, meanings }: Keyed): boolean {
  return columns.every(({ key, texts }) => {
    const use = meanings.useOf(key)?.use;
    return (
      texts === undefined && (meanings.metricOf(key).quantity !== "other" || use === "time" || normalKey(key) === "lr")
    );
  });
}

function nameColumn(keyed: Keyed, results: boolean): Column | undefined {
  const { table, said } = keyed;
  return candidates(keyed, "name").find((column) => {
    if (column.key === said.name) return true;
    const texts = column.texts?.texts.length ?? 0;
    if (texts > 0) return results || texts * 2 <= table.rows || texts === 1;
    // Runs numbered 1, 2, 3 …: only where few numbers stand in many rows.
    return results && column.numbers !== undefined && varies(column);
  });
}

/** Finds what the columns of a table are, by their keys and by what stands in them. */
export function layoutOf(table: Table, said: SaidColumns = {}, meanings: Meanings = anyMeaning): Layout {
  const keyed = { table, said, meanings };
  const step = counter(keyed, "step") ?? indexColumn(keyed);
  const tokens = counter(keyed, "tokens");
  const flops = counter(keyed, "flops");
  const params = candidates(keyed, "params").find((c) => hasPositive(c) || hasCount(c));
  const loss = table.columns.find((column) => column.key === said.loss && column.numbers !== undefined);
  const losses = table.columns.some(
    (c) => c === loss || (c.numbers !== undefined && meanings.metricOf(c.key).quantity !== "other"),
  );
  const split = nameColumn(keyed, false) !== undefined;
  const counts = [tokens, flops].filter((column) => column !== undefined);
  // What a tracker keeps of a run is its log, with steps or without.
  const ordered =
    step !== undefined ||
    table.identity !== undefined ||
    isBareLog(keyed) ||
    (params === undefined && counts.some((column) => split || rises(column)));
  const results = losses && (!ordered || (params !== undefined && (step === undefined || varies(params))));
  const name = nameColumn(keyed, results);
  return {
    meanings,
    step,
    tokens,
    tokensPerStep: candidates(keyed, "tokensPerStep").find(hasPositive),
    samples: counter(keyed, "samples"),
    flops,
    params,
    time: candidates(keyed, "time").find((c) => c.numbers !== undefined || c.texts !== undefined),
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
