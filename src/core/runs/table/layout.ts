import type { Column, Table } from "./builder";
import { isConstant, statsOf } from "./columnStats";
import { anyMeaning } from "../conventions";
import type { Meanings, Use } from "../conventions/meanings";
import { stepColumns } from "./stepColumns";
import { normalKey } from "../words/names";
import { countOf } from "../words/sizes";

/** Which column is which, set by hand (`--columns`, `isoflop.json`): overrides what the keys say. */
export type SaidColumns = Readonly<Partial<Record<SaidUse, string>>> & {
  /** What each row is: a run, or a step of one. */
  readonly rows?: "runs" | "steps";
};

type SaidUse = "name" | "params" | "tokens" | "flops" | "step" | "loss";

/** The columns that are named; of the run several may be: `model+tokens+lr`. `keys`: the columns that there are. */
export function columnsNamed(
  { name, params, tokens, flops, step, loss }: SaidColumns,
  keys: ReadonlySet<string>,
): string[] {
  const named = [params, tokens, flops, step, loss].filter((key) => key !== undefined);
  return [...(name === undefined ? [] : piecesOf(name, keys)), ...named];
}

/** The columns of a compound key; a column that is called so as a whole goes before. */
function piecesOf(name: string, keys: ReadonlySet<string>): string[] {
  const pieces = name.split("+").map((piece) => piece.trim());
  return keys.has(name) || pieces.length < 2 || pieces.includes("") ? [name] : pieces;
}

/** The role of each column of a table, and whether its rows are steps of a log or results. */
export interface Layout {
  /** What the keys of the table mean. */
  readonly meanings: Meanings;
  readonly step: Column | undefined;
  /** The step's column, and those that give the step of rows where it has no value. */
  readonly steps: readonly Column[];
  /** The count of epochs beside the step. */
  readonly epoch: Column | undefined;
  readonly tokens: Column | undefined;
  readonly tokensPerStep: Column | undefined;
  readonly samples: Column | undefined;
  readonly flops: Column | undefined;
  readonly params: Column | undefined;
  readonly time: Column | undefined;
  /** Names the run of each row. */
  readonly name: Column | undefined;
  /** The column set to be the loss. */
  readonly loss: Column | undefined;
  /** A table of results: a row is a trained model or a checkpoint of one. */
  readonly results: boolean;
  /** Every row is a run of its own. */
  readonly rowPerRun: boolean;
  /** Some of its columns, or what its rows are, was set by hand. */
  readonly isSaid: boolean;
  /** The order of the rows says nothing: a table of one metric a row is sorted by anything. */
  readonly anyOrder?: boolean;
  /** The rows of its runs stand in no order of their steps, over all of the table: a fall of the step is no restart in any of them. */
  readonly unsorted?: boolean;
  /** What was set by hand of its rows: what each is, whether a column names its run, or several do together. */
  readonly said: { readonly rows: SaidColumns["rows"]; readonly name: boolean; readonly keys: readonly Column[] };
}

/** Whether the column is not constant. */
function varies(column: Column): boolean {
  const numbers = column.numbers;
  if (numbers === undefined) return (column.texts?.texts.length ?? 0) > 1;
  return !isConstant(numbers);
}

/** A column orders the rows of a log if at most one in this many values falls (a restart). */
const valuesPerFall = 20;

/** Whether the numbers rise down the rows, but for restarts: the counter of a log, not a column of results. */
function rises(column: Column): boolean {
  if (column.numbers === undefined) return true;
  const { seen, same, falls } = statsOf(column.numbers);
  return seen < 2 || (!same && falls * valuesPerFall <= seen);
}

function hasPositive(column: Column): boolean {
  return column.numbers !== undefined && statsOf(column.numbers).positive > 0;
}

/** Whether some text of it is a count, as `125M` is. */
const hasCount = ({ texts }: Column) => texts?.texts.some((text) => countOf(text) !== undefined) ?? false;

const filled = ({ numbers, texts }: Column): number => (numbers?.length ?? 0) + (texts?.codes.length ?? 0);

/** The best key among columns that are nearly as full as the fullest: a sparse one does not hide a full one. */
function fullest(columns: readonly Column[]): Column | undefined {
  const most = Math.max(0, ...columns.map(filled));
  return columns.find((column) => filled(column) >= 0.9 * most);
}

/** A table, and how its keys are read. */
interface Keyed {
  readonly table: Table;
  readonly said: SaidColumns;
  readonly meanings: Meanings;
}

const saidAs = (said: SaidColumns, use: Use): string | undefined =>
  use === "time" || use === "samples" || use === "tokensPerStep" ? undefined : said[use];

/** The columns of a use, the best key first; only the one set by hand, if any. */
function candidates({ table, said, meanings }: Keyed, use: Use): Column[] {
  const named = table.columns.find((column) => column.key === saidAs(said, use));
  if (named !== undefined) return [named];
  const { name, params, tokens, flops, step, loss } = said;
  const taken = new Set([name, params, tokens, flops, step, loss]);
  return table.columns
    .flatMap((column) => {
      const found = taken.has(column.key) ? undefined : meanings.useOf(column.key);
      return found?.use === use ? [{ column, rank: found.rank }] : [];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ column }) => column);
}

/** A counter: the first candidate that is not constant, or has a single value. */
function counter(keyed: Keyed, use: Use): Column | undefined {
  const list = candidates(keyed, use).filter(hasPositive);
  return (
    list.find((column) => (column.numbers?.length ?? 0) === 1 || varies(column)) ??
    (use === "step" ? undefined : list[0])
  );
}

/** A column that some trainers write as the tokens so far, and others as those of a step: so far, where it rises. */
const growingTokens = (keyed: Keyed): Column | undefined =>
  candidates(keyed, "tokensPerStep").find(
    (column) =>
      keyed.meanings.tokens(column.key).counts === "tokens so far or a step" && varies(column) && rises(column),
  );

/** Row index columns: pandas' names, and `column 1`, as our CSV reader names a first column without a header. */
const indexKeys = new Set(["column 1", "unnamed: 0", "index"]);

/** The row index, where nothing else orders the rows: losses beside no column that could name a run. */
function indexColumn({ table, said, meanings }: Keyed): Column | undefined {
  const index = table.columns.find(({ key }) => indexKeys.has(key.toLowerCase()));
  const others = table.columns.filter((column) => column !== index);
  if (
    index === undefined ||
    others.some(({ key, texts }) => texts !== undefined || runUses.has(meanings.useOf(key)?.use))
  )
    return undefined;
  const { length } = index.numbers ?? { length: 0 };
  if (index.numbers !== undefined && !statsOf(index.numbers).counts) return undefined;
  const { rows, ...columns } = said;
  return rows !== undefined || Object.keys(columns).length > 0 || length < 2 || length < table.rows ? undefined : index;
}

const runUses = new Set<Use | undefined>(["params", "name", "tokens", "flops"]);

/** Only metrics and clocks: a log whose rows are in order. */
function isBareLog({ table: { columns }, meanings }: Keyed): boolean {
  return columns.every(({ key, texts }) => {
    const use = meanings.useOf(key)?.use;
    return (
      texts === undefined && (meanings.metricOf(key).quantity !== "other" || use === "time" || normalKey(key) === "lr")
    );
  });
}

/** The columns that were said to name the run together; none where one does, or a piece is no column. */
function compoundOf({ table, said }: Keyed): Column[] {
  if (said.name === undefined) return [];
  const pieces = piecesOf(said.name, new Set(table.columns.map(({ key }) => key)));
  const columns = pieces.flatMap((piece) => table.columns.find(({ key }) => key === piece) ?? []);
  return pieces.length > 1 && columns.length === pieces.length ? columns : [];
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
  const keys = compoundOf(keyed);
  const best = counter(keyed, "step");
  const { steps, epoch } =
    said.step === undefined ? stepColumns(table, meanings, best) : { steps: [], epoch: undefined };
  const step = steps[0] ?? best ?? indexColumn(keyed);
  const tokens = counter(keyed, "tokens") ?? growingTokens(keyed);
  const flops = counter(keyed, "flops");
  const params = fullest(candidates(keyed, "params").filter((c) => hasPositive(c) || hasCount(c)));
  const loss = table.columns.find((column) => column.key === said.loss && column.numbers !== undefined);
  const losses = table.columns.some(
    (c) => c === loss || (c.numbers !== undefined && meanings.metricOf(c.key).quantity !== "other"),
  );
  const split = nameColumn(keyed, false) !== undefined;
  const counts = [tokens, flops].filter((column) => column !== undefined);
  // A tracker's file is a log, with or without steps.
  const ordered =
    step !== undefined ||
    table.identity !== undefined ||
    isBareLog(keyed) ||
    (params === undefined && counts.some((column) => split || rises(column)));
  const results = losses && (!ordered || (params !== undefined && (step === undefined || varies(params))));
  const name = keys.length > 0 ? undefined : nameColumn(keyed, results);
  return {
    meanings,
    step,
    steps: steps.length > 1 ? steps : step === undefined ? [] : [step],
    epoch,
    tokens,
    tokensPerStep: candidates(keyed, "tokensPerStep").find((column) => column !== tokens && hasPositive(column)),
    samples: counter(keyed, "samples") ?? (step !== undefined && meanings.stepsAreSamples(step.key) ? step : undefined),
    flops,
    params,
    time: candidates(keyed, "time").find((c) => c.numbers !== undefined || c.texts !== undefined),
    name,
    loss,
    results,
    rowPerRun: results && name === undefined && step === undefined && said.rows !== "steps",
    isSaid: Object.keys(said).length > 0,
    said: { rows: said.rows, name: said.name !== undefined && name?.key === said.name, keys },
  };
}

/** Whether a column is an x column or names the run, and so is no metric. */
export function isPlace(layout: Layout, column: Column): boolean {
  const { steps, tokens, flops, params, time, name, samples } = layout;
  return steps.includes(column) || [tokens, flops, params, time, name, samples].includes(column);
}
