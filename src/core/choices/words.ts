import { fieldsOf, type Choice, type Line } from "./choice";
import { choices as every, fitChoices } from "./index";

/** A protocol in words, a line a choice that has something to say, for a reader who wants to know what was done. */
export function describeProtocol(protocol: object, list: readonly Choice[] = fitChoices): readonly Line[] {
  return list.flatMap((choice) => choice.describe?.(protocol) ?? []);
}

/** What of the protocol's finer choices is in force, in a few words for the button that opens them. */
export function shortWords(values: object, list: readonly Choice[] = every): string {
  const words = list
    .filter(({ group, section }) => group === "protocol" && section === "fit")
    .map((choice) => shortly(choice, values))
    .filter((text) => text !== "")
    .join(", ");
  return words === "" ? "As usual" : words.charAt(0).toUpperCase() + words.slice(1);
}

/** A choice that has no words of its own names itself where it is not as usual. */
function shortly(choice: Choice, values: object): string {
  if (choice.short !== undefined) return choice.short(values);
  if (choice.applies?.(values) === false || isUsual(choice, values)) return "";
  return `${choice.label.toLowerCase()} ${choice.write(values).join(" ")}`;
}

/** Whether a choice stands as it does before anyone has chosen. */
export function isUsual(choice: Choice, values: object): boolean {
  const usual = Object.fromEntries(fieldsOf(choice).map(([name, field]) => [name, field.default]));
  return JSON.stringify(choice.write(values)) === JSON.stringify(choice.write(usual));
}
