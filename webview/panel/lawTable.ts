import type { Coefficient, CoefficientRow } from "../../src/core/views/views";
import { element, fill, icon, icons, reveal } from "../shared/dom";
import { equationNode } from "../shared/equation";

/** A table of laws: one body a group. */
export interface LawTable {
  readonly host: HTMLTableElement;
  readonly show: (rows: readonly CoefficientRow[]) => void;
  /** Marks a group, and scrolls to it where `scroll`. */
  readonly mark: (group: string | undefined, scroll: boolean) => void;
}

export function openLawTable(label: string, pick: (group: string) => void): LawTable {
  const table = element("table", { class: "coefficients", "aria-label": label });
  let shown = "";
  listen(table, pick);
  return {
    host: table,
    show: (rows) => {
      table.hidden = rows.length === 0;
      const key = JSON.stringify(rows.map((row) => ({ ...row, marked: false })));
      if (key === shown) return;
      shown = key;
      const held = table.contains(document.activeElement) ? groupOf(document.activeElement) : undefined;
      fill(table, ...sections(rows));
      if (held !== undefined) body(table, held)?.focus({ preventScroll: true });
    },
    mark: (group, scroll) => {
      for (const part of table.tBodies) {
        const isMarked = part.dataset["group"] === group;
        part.classList.toggle("marked", isMarked);
        part.setAttribute("aria-current", String(isMarked));
      }
      if (scroll && group !== undefined) reveal(body(table, group));
    },
  };
}

/** More coefficients than this do not stand side by side: each then has a row of its own, symbol, value and interval. */
const sideBySide = 2;

/** One body a group, so that the lines of a group are one thing to point at, to mark and to move to. */
function sections(rows: readonly CoefficientRow[]): HTMLElement[] {
  const symbols = [...new Set(rows.flatMap((row) => row.coefficients.map(({ symbol }) => symbol)))];
  const heads = symbols.length > sideBySide ? ["Coefficient", "Value", "Interval"] : ["Group", ...symbols];
  const cells = heads.map((head) => element("th", { scope: "col" }, head));
  const top = element("thead", { class: "unseen" }, element("tr", {}, ...cells));
  const widths = symbols.length > sideBySide ? ["symbol-width", "value-width", ""] : [];
  const columns = element("colgroup", {}, ...widths.map((width) => element("col", { class: width })));
  return [columns, top, ...rows.map((row, at) => section(row, symbols, at === 0))];
}

function section(row: CoefficientRow, symbols: readonly string[], first: boolean): HTMLTableSectionElement {
  const listed = symbols.length > sideBySide;
  const span = String(listed ? 3 : Math.max(1, symbols.length));
  const made = element("tbody", { tabindex: first ? "0" : "-1", "data-group": row.id });
  made.append(titleRow(row, span));
  if (!row.fitted) made.append(element("tr", {}, element("td", { class: "reason", colspan: span }, row.reason)));
  else if (listed) made.append(...row.coefficients.map(coefficientRow));
  else made.append(valueRow(row, symbols));
  if (row.details.length > 0)
    made.append(element("tr", {}, element("td", { class: "details", colspan: span }, ...detailsOf(row))));
  if (row.warnings.length > 0) {
    made.append(element("tr", {}, element("td", { class: "warnings", colspan: span }, ...row.warnings.map(warning))));
  }
  return made;
}

function coefficientRow({ symbol, meaning, text, interval }: Coefficient): HTMLTableRowElement {
  return element(
    "tr",
    { class: "coefficient", title: meaning },
    element("th", { scope: "row", class: "symbol" }, symbol),
    element("td", { class: "value" }, text),
    element("td", { class: "interval" }, interval),
  );
}

function titleRow({ title, subtitle, equation }: CoefficientRow, span: string): HTMLTableRowElement {
  const name = element("span", { class: "group-title" }, title);
  const under = element("span", { class: "group-subtitle" }, subtitle);
  const law = equation === undefined ? [] : [element("span", { class: "group-law" }, equationNode(equation))];
  const line = element(
    "div",
    { class: "group-line" },
    element("span", { class: "group-name", title: `${title} ${subtitle}`.trim() }, name, " ", under),
    ...law,
  );
  return element("tr", {}, element("th", { scope: "rowgroup", colspan: span }, line));
}

function valueRow(row: CoefficientRow, symbols: readonly string[]): HTMLTableRowElement {
  const cells = symbols.map((symbol) => {
    const coefficient = row.coefficients.find((candidate) => candidate.symbol === symbol);
    if (coefficient === undefined) return element("td");
    const value = element("div", { class: "value", title: coefficient.meaning });
    value.append(element("span", { class: "symbol" }, symbol), " ", coefficient.text);
    const interval = element("div", { class: "interval" }, coefficient.interval);
    return element("td", {}, value, ...(coefficient.interval === "" ? [] : [interval]));
  });
  return element("tr", { class: "values" }, ...cells);
}

function detailsOf({ details }: CoefficientRow): HTMLElement[] {
  return details.map(({ label, text }) =>
    element("span", { class: "detail" }, element("span", { class: "detail-label" }, label), ` ${text}`),
  );
}

function warning({ message }: CoefficientRow["warnings"][number]): HTMLElement {
  return element("div", { class: "warning" }, icon(icons.warning, 14), element("span", {}, message));
}

/** A click or Enter picks a group; arrows move between groups. */
function listen(table: HTMLTableElement, pick: (group: string) => void): void {
  table.addEventListener("click", (event) => {
    const group = groupOf(event.target);
    if (group !== undefined && getSelection()?.type !== "Range") pick(group);
  });
  table.addEventListener("keydown", (event) => {
    const bodies = [...table.tBodies];
    const at = bodies.findIndex((part) => part === document.activeElement);
    const here = bodies[at];
    if (here === undefined) return;
    const group = here.dataset["group"];
    if ((event.key === "Enter" || event.key === " ") && group !== undefined) pick(group);
    else {
      const next = bodies[nextIndex(event.key, at, bodies.length)];
      if (next === undefined) return;
      here.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
    event.preventDefault();
  });
}

function nextIndex(key: string, at: number, count: number): number {
  switch (key) {
    case "ArrowDown":
      return Math.min(count - 1, at + 1);
    case "ArrowUp":
      return Math.max(0, at - 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return -1;
  }
}

function body(table: HTMLTableElement, group: string): HTMLTableSectionElement | undefined {
  return [...table.tBodies].find((part) => part.dataset["group"] === group);
}

function groupOf(target: EventTarget | null): string | undefined {
  const part = target instanceof Element ? target.closest("tbody") : null;
  return part?.dataset["group"];
}
