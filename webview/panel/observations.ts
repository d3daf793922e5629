import type { ObservationView } from "../../src/core/views/views";
import { element, fill, icon, icons, setText } from "../shared/dom";
import "./observations.css";

/** What is pointed at: charts that an observation is about; `reveal` scrolls to the first of them. */
export type Note = (charts: readonly string[], reveal: boolean) => void;

/** The sentences under the figures, in a part of the side panel that folds. */
export interface ObservationsPane {
  readonly host: HTMLDetailsElement;
  readonly show: (observations: readonly ObservationView[]) => void;
}

const meanings: Readonly<Record<ObservationView["strength"], string>> = {
  sure: "Beyond its interval",
  open: "Could not be told apart",
  counted: "A count: no chance in it",
};

export function openObservations(open: boolean, note: Note, folded: (open: boolean) => void): ObservationsPane {
  const count = element("span", { class: "observations-count" });
  const list = element("ol", { class: "observation-list" });
  const head = element("summary", {}, icon(icons.chevron), element("h2", {}, "Observations"), count);
  const host = element("details", { class: "observations" }, head, list);
  host.open = open;
  host.addEventListener("toggle", () => {
    folded(host.open);
  });
  let shown = "";
  let charts: readonly (readonly string[])[] = [];
  listen(list, (at, reveal) => {
    note(at === undefined ? [] : (charts[at] ?? []), reveal);
  });
  return {
    host,
    show: (observations) => {
      host.hidden = observations.length === 0;
      setText(count, String(observations.length));
      charts = observations.map((one) => one.charts);
      const key = JSON.stringify(observations.map((one) => ({ ...one, charts: [] })));
      if (key !== shown) fill(list, ...observations.map(item));
      shown = key;
    },
  };
}

function item({ sentence, caveat, strength, numbers }: ObservationView): HTMLLIElement {
  const mark = element("span", { class: `observation-mark ${strength}`, role: "img" });
  mark.setAttribute("aria-label", meanings[strength]);
  mark.title = meanings[strength];
  const rests = element(
    "details",
    { class: "rests" },
    element("summary", {}, "Numbers"),
    element("dl", {}, ...numbers.flatMap(({ label, text }) => [element("dt", {}, label), element("dd", {}, text)])),
  );
  return element(
    "li",
    { class: "observation", tabindex: "0" },
    mark,
    element(
      "div",
      {},
      element("p", {}, sentence),
      ...(caveat === "" ? [] : [element("p", { class: "caveat" }, caveat)]),
      ...(numbers.length === 0 ? [] : [rests]),
    ),
  );
}

/** Pointing at a sentence, or moving to it, points at its charts; a click or Enter scrolls to them. Text can be selected. */
function listen(list: HTMLElement, point: (at: number | undefined, reveal: boolean) => void): void {
  const indexOf = ({ target }: Event): number | undefined => {
    const own = target instanceof Element ? target.closest("li") : null;
    return own === null ? undefined : [...list.children].indexOf(own);
  };
  const isControl = ({ target }: Event): boolean =>
    target instanceof Element && target.closest("details.rests") !== null;
  list.addEventListener("pointerover", (event) => {
    point(indexOf(event), false);
  });
  list.addEventListener("pointerleave", () => {
    point(undefined, false);
  });
  list.addEventListener("focusin", (event) => {
    point(indexOf(event), false);
  });
  list.addEventListener("focusout", () => {
    point(undefined, false);
  });
  list.addEventListener("click", (event) => {
    if (!isControl(event) && getSelection()?.type !== "Range") point(indexOf(event), true);
  });
  list.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !isControl(event)) point(indexOf(event), true);
  });
}
