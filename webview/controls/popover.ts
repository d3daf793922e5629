import { element, icon, icons, setText } from "../shared/dom";
import "./popover.css";

export interface Popover {
  readonly host: HTMLElement;
  /** Changes what the button says. */
  readonly say: (words: string) => void;
}

/**
 * A button that opens a small sheet below itself; `name` is what it is for, where the label is only what is chosen. Closing on
 * Escape and on a click elsewhere is the browser's.
 */
export function popover(name: string, label: string, sheet: HTMLElement, look: "field" | "quiet" = "field"): Popover {
  const text = element("span", { class: "popover-text" }, label);
  const opener = element(
    "button",
    { type: "button", class: `popover-opener ${look}`, "aria-haspopup": "true" },
    text,
    icon(icons.chevron),
  );
  sheet.classList.add("popover");
  sheet.setAttribute("popover", "auto");
  opener.popoverTargetElement = sheet;
  sheet.addEventListener("toggle", () => {
    const open = sheet.matches(":popover-open");
    opener.setAttribute("aria-expanded", String(open));
    if (!open) return;
    const under = opener.getBoundingClientRect();
    const left = Math.max(4, Math.min(under.left, innerWidth - sheet.offsetWidth - 4));
    sheet.style.left = `${left}px`;
    sheet.style.top = `${Math.max(4, Math.min(under.bottom + 2, innerHeight - sheet.offsetHeight - 4))}px`;
  });
  const say = (words: string): void => {
    setText(text, words);
    opener.setAttribute("aria-label", name === "" ? words : `${name}: ${words}`);
  };
  say(label);
  return {
    host: element("span", { class: "popover-place" }, opener, sheet),
    say,
  };
}
