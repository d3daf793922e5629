import type { Choices, ChoicesPatch } from "../../src/core/state/choices";
import type { Menus } from "../../src/core/views/views";

/** A group of controls that follows the choices. */
export interface Controls {
  readonly hosts: readonly HTMLElement[];
  readonly show: (choices: Choices, menus: Menus) => void;
}

export type Choose = (patch: ChoicesPatch) => void;
