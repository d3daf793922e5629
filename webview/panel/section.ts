import type { Section } from "../../src/core/print/section";
import { element, fill } from "../shared/dom";
import "./section.css";

/** Answers about the fits, each a titled table with sentences under it. */
export interface SectionsPane {
  readonly host: HTMLElement;
  readonly show: (sections: readonly Section[]) => void;
}

export function openSections(): SectionsPane {
  const host = element("div", { class: "sections" });
  let shown = "";
  return {
    host,
    show: (sections) => {
      host.hidden = sections.length === 0;
      // The values are for programs; what is read is in rows and lines.
      const key = JSON.stringify(sections.map((section) => ({ ...section, values: [] })));
      if (key !== shown) fill(host, ...sections.map(sectionNode));
      shown = key;
    },
  };
}

function sectionNode({ title, columns, rows, lines = [] }: Section): HTMLElement {
  const filled = columns
    .map((column, at) => ({ ...column, at }))
    .filter(({ at }) => rows.some((row) => row[at] !== ""));
  const heads = filled.map(({ head, align = "left" }) => element("th", { scope: "col", class: align }, head));
  const body = rows.map((row) =>
    element("tr", {}, ...filled.map(({ at, align = "left" }) => element("td", { class: align }, row[at] ?? ""))),
  );
  const head = element("thead", {}, element("tr", {}, ...heads));
  const table = rows.length === 0 ? [] : [element("table", {}, head, element("tbody", {}, ...body))];
  const under = lines.map((line) => element("p", {}, line));
  return element("section", { "aria-label": title }, element("h2", {}, title), ...table, ...under);
}
