import type { HoverText } from "../../src/core/views/views";
import { element, fill } from "../shared/dom";
import { besidePoint, type Spot } from "./geometry";
import "./tooltip.css";

/** The page's one tooltip: what is known of the point under the pointer or the keyboard. */
export interface Tooltip {
  readonly show: (text: HoverText, at: Spot) => void;
  readonly hide: () => void;
}

export function openTooltip(host: HTMLElement): Tooltip {
  const box = element("div", { class: "tooltip", hidden: "" });
  const spoken = element("div", { class: "unseen", role: "status", "aria-live": "polite" });
  host.append(box, spoken);
  return {
    show: (text, at) => {
      fill(box, ...contents(text));
      box.hidden = false;
      const size = { width: box.offsetWidth, height: box.offsetHeight };
      const spot = besidePoint(at, size, { width: innerWidth, height: innerHeight }, 14);
      box.style.left = `${spot.x}px`;
      box.style.top = `${spot.y}px`;
      spoken.textContent = [
        text.title,
        ...text.rows.map(({ label, text: value }) => `${label} ${value}`),
        text.law,
      ].join(". ");
    },
    hide: () => {
      box.hidden = true;
    },
  };
}

function contents({ title, rows, law, problems }: HoverText): HTMLElement[] {
  const facts = rows.flatMap(({ label, text }) => [element("dt", {}, label), element("dd", {}, text)]);
  return [
    element("div", { class: "tooltip-title" }, title),
    ...(facts.length > 0 ? [element("dl", {}, ...facts)] : []),
    ...(law === "" ? [] : [element("div", { class: "tooltip-law" }, law)]),
    ...problems.slice(0, 3).map((problem) => element("div", { class: "tooltip-problem" }, problem)),
  ];
}
