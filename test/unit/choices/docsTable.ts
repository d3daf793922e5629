import type { Choice, Offer } from "../../../src/core/choices/choice";

const nothing: Offer = { facets: new Map(), metrics: [], logged: [], groupedBy: [] };

/** What `docs/choices.md` says of a list of choices: a table, and what each of their values does. */
export function choicesTable(list: readonly Choice[]): string {
  const rows = list.map((choice) => [
    choice.label,
    choice.flag === undefined ? "" : `\`--${choice.flag.name}\``,
    code(usual(choice)),
    choice.hint,
  ]);
  const table = [["Choice", "Flag", "Default", "What it decides"], ["---", "---", "---", "---"], ...rows];
  return [...table.map((cells) => `| ${cells.join(" | ")} |`), ...list.flatMap(valuesOf)].join("\n");
}

function usual(choice: Choice): string {
  const fields = Object.entries(choice.fields) as [string, { readonly default: unknown }][];
  const texts = choice.write(Object.fromEntries(fields.map(([name, field]) => [name, field.default])));
  return texts.length === 0 && choice.control.kind === "many" ? choice.control.empty.label : texts.join(", ");
}

function valuesOf(choice: Choice): string[] {
  const options = (choice.options?.(nothing) ?? []).filter(({ value }) => value !== "");
  if (options.length === 0) return [];
  return ["", `### ${choice.label}`, "", ...options.map(({ value, label, hint }) => item(value, label, hint))];
}

const item = (value: string, label: string, hint: string): string =>
  `- ${code(value)}: ${label}${hint === "" ? "" : `. ${hint.replace(/\*/g, "\\*")}`}`;

const code = (text: string): string => (text === "" ? "" : `\`${text}\``);

/** A page without what a formatter does to its tables. */
export const unpadded = (page: string): string => page.replace(/ +/g, " ").replace(/-{3,}/g, "---");
