import type { BesideView, HoverText } from "../../src/core/views/views";
import { element, fill } from "../shared/dom";
import type { Theme } from "../shared/theme";
import { besidePoint, type Spot } from "./geometry";
import { shortened } from "./legend";
import "./tooltip.css";

/** The page's one tooltip: what is known of the point under the pointer or the keyboard. */
export interface Tooltip {
  readonly show: (text: HoverText, beside: BesideView, at: Spot) => void;
  readonly paint: (theme: Theme) => void;
  readonly hide: () => void;
}

export function openTooltip(host: HTMLElement, theme: Theme): Tooltip {
  let look = theme;
  const box = element("div", { class: "tooltip", hidden: "" });
  const spoken = element("div", { class: "unseen", role: "status", "aria-live": "polite" });
  host.append(box, spoken);
  return {
    paint: (now) => {
      look = now;
    },
    show: (text, beside, at) => {
      fill(box, ...contents(text), ...besideList(beside, look));
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

/** The lines of the chart at that x; none where there is but one. */
function besideList({ rows, of }: BesideView, theme: Theme): HTMLElement[] {
  if (rows.length < 2) return [];
  const items = rows.flatMap(({ label, text, tint, here }) => {
    const dot = element("span", { class: "tooltip-dot" });
    dot.style.background = theme.css(tint);
    const name = element("dt", here ? { class: "here" } : {}, dot, shortened(label));
    return [name, element("dd", here ? { class: "here" } : {}, text)];
  });
  const more = rows.length < of ? [element("div", { class: "tooltip-more" }, `${rows.length} of ${of} lines`)] : [];
  return [element("dl", { class: "tooltip-beside" }, ...items), ...more];
}
