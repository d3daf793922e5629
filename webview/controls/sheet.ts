import { element, fill } from "../shared/dom";
import type { DrawnControl } from "./control";
import { underLabel } from "./label";
import { popover } from "./popover";
import "./sheet.css";

/** Controls behind a button that says in a few words what is in force. */
export interface Sheet {
  readonly host: HTMLElement;
  /** Puts controls into the sheet, line by line. */
  readonly arrange: (lines: readonly (readonly DrawnControl[])[]) => void;
  /** What the button says; lines whose controls are all hidden are hidden with them. */
  readonly show: (words: string) => void;
}

export function openSheet(label: string): Sheet {
  const inside = element("div", { class: "control-sheet" });
  const place = popover(label, "", inside);
  const host = underLabel(label, place.host);
  let rows: readonly { readonly row: HTMLElement; readonly controls: readonly DrawnControl[] }[] = [];
  return {
    host,
    arrange: (lines) => {
      rows = lines.map((controls) => ({
        row: element("div", { class: "sheet-line" }, ...controls.map((control) => control.host)),
        controls,
      }));
      fill(inside, ...rows.map(({ row }) => row));
      host.hidden = rows.length === 0;
    },
    show: (words) => {
      for (const { row, controls } of rows) row.hidden = controls.every((control) => control.host.hidden);
      place.say(words);
      host.title = words;
    },
  };
}
