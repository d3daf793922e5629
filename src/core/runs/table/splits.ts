import type { Column, Table } from "./builder";
import type { Layout } from "./layout";
import type { Role } from "../run";
import { normalKey, roleSaid } from "../words/names";

/** Keys of columns that say of a row whether it was trained or evaluated on. */
const splitWords = new Set(["split", "phase", "mode", "type", "event", "stage", "set", "subset", "role", "partition"]);
/** A column with more different texts than this says something else. */
const maxTexts = 24;

/** Whether a column tells training from evaluation, row by row: `split` with train and val. */
export function isRoleColumn({ key, texts }: Column): boolean {
  if (texts === undefined || texts.texts.length > maxTexts) return false;
  return (
    splitWords.has(normalKey(key).split("/").at(-1) ?? "") && texts.texts.some((text) => roleSaid(text) !== "other")
  );
}

/** Rows of one split of a table. */
export interface Split {
  readonly rows: Uint32Array | undefined;
  readonly steps?: Float64Array | undefined;
  /** What goes before the keys of these rows: `val/`; "" for those of the training. */
  readonly prefix: string;
}

/**
 * A column that tells training rows from evaluations where both stand under one key (`split: val, loss: 3`); undefined where there is
 * none, or where the keys of the losses say it themselves.
 */
export function splitColumn(table: Table, layout: Layout): Column | undefined {
  const shared = table.columns.filter(
    ({ key, numbers }) =>
      numbers !== undefined && layout.meanings.metricOf(key).quantity !== "other" && roleSaid(key) === "other",
  );
  if (shared.length === 0) return undefined;
  return table.columns.find((column) => {
    const { texts } = column;
    if (texts === undefined || column === layout.name || !isRoleColumn(column)) return false;
    const evals = texts.texts.map((text) => roleSaid(text) === "eval");
    if (!evals.includes(true)) return false;
    const { codes } = texts;
    for (let i = 0; i < codes.length; i++)
      if (evals[codes.at(i)] === true && shared.some(({ numbers }) => numbers?.get(codes.rowAt(i)) !== undefined))
        return true;
    return false;
  });
}

/** Cuts rows of a run by the split they are of, the training's first; all of them where no column tells. */
export function splitRows(table: Table, layout: Layout, part: Omit<Split, "prefix">): Split[] {
  const column = splitColumn(table, layout);
  if (column === undefined) return [{ ...part, prefix: "" }];
  const length = part.rows?.length ?? table.rows;
  const bySplit = new Map<string, number[]>();
  for (let p = 0; p < length; p++) {
    const prefix = prefixOf(column.texts?.get(part.rows === undefined ? p : (part.rows[p] ?? 0)) ?? "", layout.results);
    const positions = bySplit.get(prefix);
    if (positions === undefined) bySplit.set(prefix, [p]);
    else positions.push(p);
  }
  const order = (prefix: string): number => (roleSaid(prefix) === "eval" ? 1 : 0);
  return [...bySplit]
    .sort(([a], [b]) => order(a) - order(b))
    .map(([prefix, positions]) => ({
      prefix,
      rows: Uint32Array.from(positions, (p) => part.rows?.[p] ?? p),
      steps: part.steps && Float64Array.from(positions, (p) => part.steps?.[p] ?? NaN),
    }));
}

/** In a log a bare `loss` is the training's; in a table of results it has to be said. */
function prefixOf(text: string, results: boolean): string {
  const role: Role = roleSaid(text);
  if (role === "eval") return `${text.trim()}/`;
  return role === "train" && results ? `${text.trim()}/` : "";
}
