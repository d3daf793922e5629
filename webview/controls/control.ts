import type { Control, ManyControl } from "../../src/core/choices/control";
import { throttled } from "../shared/dom";
import { checks, severalOf } from "./several";
import { slider } from "./slider";
import { dropdown, textField } from "./widgets";

/** A control on the page. It is drawn once and then shown ever newer values of the same kind and key. */
export interface DrawnControl {
  readonly host: HTMLElement;
  readonly show: (control: Control) => void;
  /** Says why what was typed is not taken. */
  readonly refuse: (message: string) => void;
}

/** Says what was picked or typed: one text, or any number of them where several can be picked. */
export type SetTexts = (texts: readonly string[]) => void;

/** Draws a control by its kind. `bare`: boxes to pick several are not put behind a button. */
export function drawControl(control: Control, set: SetTexts, bare = false): DrawnControl {
  switch (control.kind) {
    case "one":
      return drawOne(control, set);
    case "many":
      return drawMany(control, set, bare);
    case "text":
    case "number":
      return drawTyped(control, set);
    case "slider":
      return drawSlider(control, set);
  }
}

function drawOne({ label }: Control, set: SetTexts): DrawnControl {
  const box = dropdown(label, (value) => {
    set([value]);
  });
  return drawn(box.host, "one", (control) => {
    box.set(control);
  });
}

function drawMany({ label, empty, hint }: ManyControl, set: SetTexts, bare: boolean): DrawnControl {
  const words = empty.means === "all" ? { all: empty.label } : { none: empty.label };
  const choose = (value: readonly string[] | "all"): void => {
    set(value === "all" ? [] : value);
  };
  const boxes = bare ? checks(label, words, choose) : severalOf(label, words, choose, hint);
  return drawn(boxes.host, "many", ({ options, value }) => {
    boxes.set({ options, value: empty.means === "all" && value.length === 0 ? "all" : value });
  });
}

function drawTyped({ label, hint }: Control, set: SetTexts): DrawnControl {
  const field = textField(label, hint, (text) => {
    set([text]);
  });
  return {
    host: field.host,
    show: (control) => {
      if (control.kind === "text" || control.kind === "number") field.set(control.value);
    },
    refuse: field.refuse,
  };
}

function drawSlider(control: Extract<Control, { kind: "slider" }>, set: SetTexts): DrawnControl {
  const slide = throttled(60, (value: number) => {
    set([String(value)]);
  });
  const bar = slider(control.label, control, slide);
  bar.host.title = control.hint;
  return drawn(bar.host, "slider", ({ value }) => {
    bar.set(value);
  });
}

/** A drawn control whose values are of one kind, and of which none can be refused: they are picked, not typed. */
function drawn<K extends Control["kind"]>(
  host: HTMLElement,
  kind: K,
  show: (control: Extract<Control, { kind: K }>) => void,
): DrawnControl {
  const isOfKind = (control: Control): control is Extract<Control, { kind: K }> => control.kind === kind;
  return {
    host,
    show: (control) => {
      if (isOfKind(control)) show(control);
    },
    refuse: (message) => {
      host.title = message;
    },
  };
}
