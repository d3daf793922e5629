import { isWrong, type Choice, type Offer } from "../core/choices/choice";
import { controlsOf, type Control } from "../core/choices/control";
import { fitChoices } from "../core/choices/index";
import { patchOf } from "../core/state/choose";
import type { Choices, ChoicesPatch } from "../core/state/choices";

/** A choice as a quick pick asks for it. */
export interface Question {
  readonly control: Control;
  /** What is chosen now, in the menu's own words. */
  readonly standing: string;
}

/** A question for every choice of the fit that has an effect under the others. */
export function questionsOf(choices: Choices, offer: Offer, list: readonly Choice[] = fitChoices): readonly Question[] {
  return controlsOf(list, choices, offer)
    .filter(({ applies }) => applies)
    .map((control) => ({ control, standing: standing(control) }));
}

function standing(control: Control): string {
  switch (control.kind) {
    case "one":
      return labelOf(control, control.value);
    case "many":
      if (control.value.length > 0) return control.value.map((value) => labelOf(control, value)).join(", ");
      return restOf(control);
    case "text":
    case "number":
      return control.value;
    case "slider":
      return String(control.value);
  }
}

/** What picking nothing means: "Automatic (mix × init)". */
export function restOf({ empty }: Control & { readonly kind: "many" }): string {
  return empty.hint === "" ? empty.label : `${empty.label} (${empty.hint})`;
}

function labelOf({ options }: Control & { readonly kind: "one" | "many" }, value: string): string {
  return options.find((option) => option.value === value)?.label ?? value;
}

/** The changes so far with one more, or why its text is not taken. */
export function answered(
  patch: ChoicesPatch,
  { control }: Question,
  texts: readonly string[],
  list: readonly Choice[] = fitChoices,
): ChoicesPatch | string {
  const more = patchOf(control.key, texts, list);
  return isWrong(more) ? more.wrong : { ...patch, fit: { ...patch.fit, ...more.fit } };
}
