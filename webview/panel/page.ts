import type { PanelView } from "../../src/core/views/views";
import { button, progressRing, tabs } from "../controls/widgets";
import { element, fill, icon, icons, setText } from "../shared/dom";
import "./page.css";
import "./side.css";

/** The frame of the page: head, notices, empty state, and places for the toolbar, the figure and the side panel. */
export interface Page {
  readonly show: (view: PanelView) => void;
}

export interface PageParts {
  readonly toolbar: HTMLElement;
  readonly figure: readonly HTMLElement[];
  readonly coefficients: HTMLElement;
  readonly questions: HTMLElement;
  readonly sections: HTMLElement;
  readonly observations: HTMLElement;
}

export interface PageEvents {
  readonly tab: (id: string) => void;
  readonly cancel: () => void;
}

export function openPage(root: HTMLElement, parts: PageParts, events: PageEvents): Page {
  const tab = tabs(events.tab);
  const headline = element("div", { class: "headline" });
  const busy = openBusy(events.cancel);
  const head = element("header", { class: "head" }, tab.host, headline, busy.host);
  const notices = element("div", { class: "notices", role: "status" });
  const empty = element("section", { class: "empty" });
  const { coefficients, questions, sections, observations } = parts;
  const findings = [coefficients, questions, sections, observations];
  const side = element("aside", { class: "side", "aria-label": "Findings" }, ...findings);
  const content = element("div", { class: "content" }, ...parts.figure, side);
  fill(root, head, parts.toolbar, notices, empty, content);
  return {
    show: (view) => {
      tab.set({ names: view.tabs, open: view.tab });
      setText(headline, view.headline);
      headline.title = view.headline;
      busy.show(view.busy);
      showNotices(notices, view.notices);
      const isEmpty = view.empty !== undefined;
      empty.hidden = !isEmpty;
      parts.toolbar.hidden = isEmpty && !view.controls.some(({ group }) => group === "filter");
      content.hidden = isEmpty;
      coefficients.hidden = !view.showsFits;
      const onlyObservations = !view.showsFits && view.side.length === 0;
      side.classList.toggle("only-observations", onlyObservations);
      side.hidden = onlyObservations && view.observations.length === 0;
      if (view.empty !== undefined) {
        fill(empty, element("h1", {}, view.empty.title), element("p", {}, view.empty.detail));
      }
    },
  };
}

function openBusy(cancel: () => void): {
  readonly host: HTMLElement;
  readonly show: (busy: PanelView["busy"]) => void;
} {
  const words = element("span", { class: "busy-words" });
  const stop = button("Cancel", cancel);
  const host = element("div", { class: "busy", role: "status", hidden: "" }, progressRing(), words, stop);
  return {
    host,
    show: (busy) => {
      host.hidden = busy === undefined;
      if (busy === undefined) return;
      setText(words, busy.total > 0 ? `${busy.label} · ${busy.done} of ${busy.total}` : busy.label);
      stop.hidden = !busy.canCancel;
    },
  };
}

function showNotices(host: HTMLElement, notices: readonly string[]): void {
  host.hidden = notices.length === 0;
  const key = notices.join("\n");
  if (host.dataset["key"] === key) return;
  host.dataset["key"] = key;
  fill(
    host,
    ...notices.map((notice) => element("p", { class: "notice" }, icon(icons.info, 14), element("span", {}, notice))),
  );
}
