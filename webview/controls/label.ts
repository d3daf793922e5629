import { element } from "../shared/dom";
import "./control.css";

/** A part of the page; `set` shows what the newest view says. */
export interface Shown<T> {
  readonly host: HTMLElement;
  readonly set: (value: T) => void;
}

/** A label over a control, and its name for screen readers. (An id would not reach into the toolkit's shadow roots.) */
export function labelled(label: string, control: HTMLElement): HTMLElement {
  control.setAttribute("aria-label", label);
  return underLabel(label, control);
}

/** A label that is for the eye only, over what has a name of its own. */
export function underLabel(label: string, control: HTMLElement): HTMLElement {
  return element(
    "div",
    { class: "control" },
    element("div", { class: "control-label", "aria-hidden": "true" }, label),
    control,
  );
}
