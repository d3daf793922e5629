import type { Choice } from "./choice";
import { isNamed, type LawField } from "./fit/law";
import { fitChoices } from "./index";
import { isUsual } from "./words";

/** The choices that someone made and that a law that is chosen does not read, though a named one would. */
export function withoutEffect(values: LawField, list: readonly Choice[] = fitChoices): readonly Choice[] {
  if (isNamed(values)) return [];
  const named = { ...values, law: "" };
  return list.filter(
    (choice) =>
      choice.applies?.(values) === false &&
      choice.applies(named) &&
      !isUsual(choice, values) &&
      choice.section === "fit",
  );
}
