import { isWrong, type Choice, type ChoiceFlag, type Wrong } from "../../core/choices/choice";
import type { FormulaError } from "../../core/laws/formula/parse";
import { UsageError } from "../errors";
import type { Flag } from "./options";

/** A flag for every choice that has one, by its name. Its help is the choice's hint. */
export function flagsOf(list: readonly Choice[]): Readonly<Record<string, Flag & { readonly type: "string" }>> {
  return Object.fromEntries(
    list.flatMap((choice) => (choice.flag === undefined ? [] : [[choice.flag.name, flagOf(choice, choice.flag)]])),
  );
}

function flagOf(choice: Choice, { value, examples = [], more }: ChoiceFlag): Flag & { readonly type: "string" } {
  const shown = [
    ...(more === undefined ? [] : [more]),
    ...(examples.length > 0 ? [`e.g. ${examples.join(", ")}`] : []),
  ];
  return {
    type: "string",
    multiple: choice.control.kind === "many",
    value: value ?? valuesOf(choice),
    help: [lowered(choice.hint), ...shown].join("; "),
  };
}

/** `frontier|final|all`. */
function valuesOf(choice: Choice): string {
  const nothing = { facets: new Map<string, readonly string[]>(), metrics: [], logged: [], groupedBy: [] };
  return (choice.options?.(nothing) ?? []).map(({ value }) => value).join("|");
}

/** As the sentence goes on after a flag: "Which points" → "which points", but "FLOPs" as it is. */
const lowered = (text: string): string => text.replace(/^\p{Lu}(?=[\p{Ll} ])/u, (first) => first.toLowerCase());

/** The fields that the flags of some choices set. Throws a UsageError for a text that its choice does not take. */
export function readFlags(values: object, list: readonly Choice[]): object {
  // `readOptions` gives texts for flags that are declared so, and `flagsOf` declares them.
  const said = new Map(Object.entries(values) as [string, string | readonly string[] | undefined][]);
  const read = list.map((choice) => {
    const value = choice.flag && said.get(choice.flag.name);
    if (choice.flag === undefined || value === undefined) return {};
    const texts = typeof value === "string" ? [value] : value;
    const fields = choice.parse(texts);
    if (isWrong(fields)) throw mistake(choice.flag.name, texts.join(", "), fields);
    return fields;
  });
  return Object.assign({}, ...read) as object;
}

/** What is wrong with a flag's text; a caret under the place, where that is known. */
function mistake(flag: string, text: string, { wrong, at }: Wrong): UsageError {
  if (at === undefined) return new UsageError(`--${flag}: ${wrong}`);
  const line = text.replace(/\s/g, " ");
  return new UsageError(`--${flag}: ${wrong}\n  ${line}\n  ${" ".repeat(Array.from(line.slice(0, at)).length)}^`);
}

/** The same for a formula. */
export function formulaMistake(flag: string, text: string, { message, at }: FormulaError): UsageError {
  return mistake(flag, text, { wrong: message, at });
}
