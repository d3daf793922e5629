import type { PanelView } from "../../src/core/views/views";
import { button } from "./widgets";

/**
 * The button that fits. While there is work it says which and does nothing, but keeps the focus: a button that is disabled
 * outright would lose it to the top of the page.
 */
export function openFitButton(fit: () => void): {
  readonly host: HTMLElement;
  readonly show: (busy: PanelView["busy"]) => void;
} {
  let waiting = false;
  const host = button(
    "Fit",
    () => {
      if (!waiting) fit();
    },
    "primary",
  );
  host.classList.add("fit-button");
  return {
    host,
    show: (busy) => {
      waiting = busy !== undefined;
      host.title = busy === undefined ? "Fit the law again with these choices" : `${busy.label} …`;
      host.setAttribute("aria-disabled", String(waiting));
    },
  };
}
