import { UsageError } from "../errors";

/** What a column of a table can be said to be. */
const columnUses = ["run", "N", "D", "C", "L", "step", "tokens", "rows"] as const;
type ColumnUse = (typeof columnUses)[number];
export type ColumnMap = Readonly<Partial<Record<ColumnUse, string>>>;

/** Reads `run=run_name,N=Model Size,C=Training FLOP,L=loss`. A comma inside a column's name is written twice. */
export function parseColumns(text: string): ColumnMap {
  const map: Partial<Record<ColumnUse, string>> = {};
  for (const piece of text.split(/(?<!,),(?!,)/)) {
    const equals = piece.indexOf("=");
    const name = piece.slice(0, Math.max(0, equals)).trim();
    const column = piece
      .slice(equals + 1)
      .trim()
      .replaceAll(",,", ",");
    const use = columnUses.find((other) => other === name);
    if (use === undefined || column === "")
      throw new UsageError(`--columns takes USE=COLUMN,… with USE one of ${columnUses.join(", ")}; it had "${piece}"`);
    if (map[use] !== undefined) throw new UsageError(`--columns names ${use} twice`);
    map[use] = column;
  }
  return map;
}
