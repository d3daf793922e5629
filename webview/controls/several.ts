import type { Option } from "../../src/core/choices/choice";
import { element, fill } from "../shared/dom";
import { underLabel, type Shown } from "./label";
import { popover } from "./popover";
import { button, checkbox } from "./widgets";

export interface Several {
  readonly options: readonly Option[];
  /** The chosen values; "all" is every one and stays so when there are more. */
  readonly value: readonly string[] | "all";
}

/** What to say when every value is chosen, or when none is. Only where there are words for none may none be chosen. */
export type Words = { readonly all: string } | { readonly none: string };

/**
 * Boxes to choose several of many. With words for all, it answers "all" when every box is on, and the last box stays on: a
 * filter that shows nothing tells nothing.
 */
export function checks(
  label: string,
  words: Words,
  choose: (value: readonly string[] | "all") => void,
): Shown<Several> {
  const list = element("div", { class: "several", role: "group", "aria-label": label });
  let key = "";
  let boxes: Box[] = [];
  const change = (moved: Box): void => {
    const on = boxes.filter((box) => box.on()).map(({ option }) => option.value);
    if (on.length === 0 && "all" in words) moved.set(true);
    else choose(on.length === boxes.length && "all" in words ? "all" : on);
  };
  return {
    host: list,
    set: ({ options, value }) => {
      const wanted = JSON.stringify(options);
      if (wanted !== key) {
        boxes = options.map((option) => optionBox(option, change));
        const rest = button("all" in words ? words.all : words.none, () => {
          choose("all" in words ? "all" : []);
        });
        fill(list, ...boxes.map((box) => box.host), element("div", { class: "several-all" }, rest));
      }
      key = wanted;
      for (const { option, set } of boxes) set(isOn(option, value));
    },
  };
}

/** `checks` in a sheet under a button that says what is chosen; `hint` explains it where nothing is. */
export function severalOf(
  label: string,
  words: Words,
  choose: (value: readonly string[] | "all") => void,
  hint = "",
): Shown<Several> {
  const boxes = checks(label, words, choose);
  const resting = "all" in words ? words.all : words.none;
  const place = popover(label, resting, element("div", {}, boxes.host));
  const host = underLabel(label, place.host);
  return {
    host,
    set: (several) => {
      boxes.set(several);
      const { options, value } = several;
      const chosen = options.filter((option) => isOn(option, value));
      const atRest = "all" in words ? chosen.length === options.length : chosen.length === 0;
      place.say(atRest ? resting : summary(chosen, options.length));
      host.title = atRest ? hint : chosen.map((option) => option.label).join(", ");
    },
  };
}

function isOn({ value }: Option, chosen: readonly string[] | "all"): boolean {
  return chosen === "all" || chosen.includes(value);
}

interface Box {
  readonly option: Option;
  readonly host: HTMLElement;
  readonly on: () => boolean;
  readonly set: (on: boolean) => void;
}

function summary(chosen: readonly Option[], of: number): string {
  const [first] = chosen;
  return chosen.length === 1 && first !== undefined ? first.label : `${chosen.length} of ${of}`;
}

function optionBox(option: Option, change: (box: Box) => void): Box {
  let on = true;
  const control = checkbox(option.label, (now) => {
    on = now;
    change(box);
  });
  control.host.title = option.hint;
  const box: Box = {
    option,
    host: control.host,
    on: () => on,
    set: (now) => {
      on = now;
      control.set(now);
    },
  };
  return box;
}
