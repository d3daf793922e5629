/** Aligned tables for people. */

export interface Cell {
  readonly head: string;
  /** Numbers are set flush right. */
  readonly right?: boolean;
}

/** How to write for the place the text goes to: dimmed only on a terminal that shows it. */
export interface Ink {
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

const plain: Ink = { dim: (text) => text, bold: (text) => text };
const terminal: Ink = { dim: (text) => `\x1b[2m${text}\x1b[22m`, bold: (text) => `\x1b[1m${text}\x1b[22m` };

export function inkFor(stream: { readonly isTTY?: boolean }, env: Readonly<Record<string, string | undefined>>): Ink {
  return stream.isTTY === true && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb" ? terminal : plain;
}

/** Rows under their heads, columns as wide as their widest cell; a column that is empty throughout is left out. */
export function table(heads: readonly Cell[], rows: readonly (readonly string[])[], ink: Ink): string {
  const shown = heads.map((_, c) => c).filter((c) => rows.some((row) => (row[c] ?? "") !== ""));
  const widths = shown.map((c) => Math.max(width(heads[c]?.head ?? ""), ...rows.map((row) => width(row[c] ?? ""))));
  const line = (cells: readonly string[]): string =>
    shown
      .map((c, k) => pad(cells[c] ?? "", widths[k] ?? 0, heads[c]?.right === true))
      .join("  ")
      .trimEnd();
  return [ink.dim(line(heads.map(({ head }) => head))), ...rows.map(line)].join("\n");
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

/** FLOPs as they are typed: 3e19 → "3.0e19". */
export function compute(flops: number): string {
  return Number.isFinite(flops) ? flops.toExponential(1).replace("e+", "e") : "–";
}

/** Seven significant digits, as they can be typed again. */
export function precise(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(7))) : "–";
}
