import type { SectionColumn } from "../../core/print/section";
import type { Ink } from "./printer";

/** Rows under their heads, columns as wide as their widest cell; a column that is empty throughout is left out. */
export function table(columns: readonly SectionColumn[], rows: readonly (readonly string[])[], ink: Ink): string {
  const heads = columns.map(({ head }) => printable(head));
  const cells = rows.map((row) => row.map(printable));
  const shown = columns.map((_, c) => c).filter((c) => cells.some((row) => (row[c] ?? "") !== ""));
  const widths = shown.map((c) => Math.max(width(heads[c] ?? ""), ...cells.map((row) => width(row[c] ?? ""))));
  const line = (row: readonly string[]): string =>
    shown
      .map((c, k) => pad(row[c] ?? "", widths[k] ?? 0, columns[c]?.align === "right"))
      .join("  ")
      .trimEnd();
  return [ink.dim(line(heads)), ...cells.map(line)].join("\n");
}

function pad(text: string, to: number, right: boolean): string {
  const blank = " ".repeat(Math.max(0, to - width(text)));
  return right ? blank + text : text + blank;
}

/** Characters, not UTF-16 units. */
function width(text: string): number {
  return Array.from(text).length;
}

/** Text from a log, safe to print: control characters (escape sequences among them) are shown, not sent to the terminal. */
export function printable(text: string): string {
  let safe = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    safe += code < 0x20 || (code >= 0x7f && code < 0xa0) ? "\ufffd" : character;
  }
  return safe;
}
