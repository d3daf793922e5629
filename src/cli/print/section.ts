import type { Section } from "../../core/print/section";
import type { Ink } from "./printer";
import { printable, table } from "./table";

/** A section in lines: its title over its table and its sentences, indented; nothing where it has neither. */
export function sectionLines({ title, columns, rows, lines = [] }: Section, ink: Ink): string[] {
  const body = rows.length > 0 ? table(columns, rows, ink).split("\n") : [];
  return titled(printable(title), [...body, ...lines.map(printable)], ink);
}

/** A title over indented lines; nothing where there are none. */
export function titled(title: string, lines: readonly string[], ink: Ink): string[] {
  return lines.length === 0 ? [] : [`\n${ink.bold(title)}`, ...lines.map((line) => `  ${line}`)];
}
