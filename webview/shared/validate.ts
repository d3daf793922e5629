import type { ToPage } from "../../src/protocol/intents";

type Fields = Readonly<Record<string, unknown>>;

/** Whether a message is one that the page can draw: checked once, here, as deep as drawing relies on it. */
export function isToPage(message: unknown): message is ToPage {
  if (!isFields(message)) return false;
  if (message["type"] === "view") return isView(message["view"]);
  if (message["type"] === "point") return isPoint(message["point"]);
  return message["type"] === "refused" && isText(message["key"]) && isText(message["message"]);
}

function isView(view: unknown): boolean {
  if (!isFields(view)) return false;
  const { revision, choices, tab, tabs, headline, notices, nothing, showsFits, coefficients } = view;
  if (typeof revision !== "number" || typeof showsFits !== "boolean" || !isFields(choices)) return false;
  if (![tab, headline, nothing, view["protocolWords"]].every(isText)) return false;
  if (!isListOf(notices, isText) || !isListOf(tabs, isTab) || !isListOf(view["controls"], isControl)) return false;
  if (!isListOf(view["observations"], isObservation) || !isListOf(view["side"], isSection)) return false;
  if (!isListOf(view["questions"], isQuestion)) return false;
  return (
    isFigure(view["figure"]) &&
    isFields(coefficients) &&
    isText(coefficients["tally"]) &&
    isList(coefficients["rows"]) &&
    isList(coefficients["protocol"])
  );
}

function isTab(tab: unknown): boolean {
  return isFields(tab) && isText(tab["id"]) && isText(tab["label"]);
}

function isControl(control: unknown): boolean {
  if (!isFields(control)) return false;
  const { kind, value, options, empty, low, high, step } = control;
  const named = ["key", "label", "hint", "group", "line"].every((name) => isText(control[name]));
  if (!named || typeof control["applies"] !== "boolean") return false;
  switch (kind) {
    case "one":
      return isText(value) && isListOf(options, isOption);
    case "text":
    case "number":
      return isText(value);
    case "many":
      return isListOf(value, isText) && isListOf(options, isOption) && isFields(empty) && isText(empty["label"]);
    case "slider":
      return [value, low, high, step].every((number) => typeof number === "number");
    default:
      return false;
  }
}

function isOption(option: unknown): boolean {
  return isFields(option) && isText(option["value"]) && isText(option["label"]) && isText(option["hint"]);
}

function isObservation(one: unknown): boolean {
  if (!isFields(one)) return false;
  const { sentence, caveat, numbers, charts } = one;
  return isText(sentence) && isText(caveat) && isList(numbers) && isList(charts);
}

function isQuestion(question: unknown): boolean {
  if (!isFields(question)) return false;
  return isText(question["id"]) && isText(question["label"]) && typeof question["asked"] === "boolean";
}

function isSection(section: unknown): boolean {
  if (!isFields(section)) return false;
  const { title, columns, rows, lines = [] } = section;
  return isText(title) && isListOf(columns, isColumn) && isListOf(rows, isCells) && isListOf(lines, isText);
}

function isFigure(figure: unknown): boolean {
  if (!isFields(figure)) return false;
  const { kind, rows, columns, charts, legend, title, paragraphs } = figure;
  switch (kind) {
    case "grid":
      return isList(rows) && isList(columns) && isList(legend) && isListOf(charts, isChart);
    case "table":
      return isListOf(columns, isColumn) && isListOf(rows, isRow);
    case "text":
      return isText(title) && isListOf(paragraphs, isText);
    default:
      return false;
  }
}

function isColumn(column: unknown): boolean {
  return isFields(column) && isText(column["head"]);
}

function isRow(row: unknown): boolean {
  return isFields(row) && isText(row["id"]) && isCells(row["cells"]) && typeof row["marked"] === "boolean";
}

function isCells(cells: unknown): boolean {
  return isListOf(cells, isText);
}

function isChart(chart: unknown): boolean {
  if (!isFields(chart) || typeof chart["id"] !== "string") return false;
  const { x, y, lines } = chart;
  return isAxis(x) && isAxis(y) && isListOf(lines, isLine);
}

function isAxis(axis: unknown): boolean {
  return isFields(axis) && typeof axis["min"] === "number" && typeof axis["max"] === "number" && isList(axis["ticks"]);
}

function isLine(line: unknown): boolean {
  if (!isFields(line)) return false;
  const { id, x, y } = line;
  return typeof id === "string" && x instanceof Float64Array && y instanceof Float64Array && x.length === y.length;
}

function isPoint(point: unknown): boolean {
  if (!isFields(point)) return false;
  const { chart, line, index, text, beside } = point;
  if (!isFields(beside) || !isListOf(beside["rows"], isBeside)) return false;
  if (typeof chart !== "string" || typeof line !== "string" || typeof index !== "number") return false;
  return isFields(text) && isList(text["rows"]) && isList(text["problems"]);
}

function isBeside(row: unknown): boolean {
  return isFields(row) && isText(row["label"]) && isText(row["text"]) && isFields(row["tint"]);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isListOf(value: unknown, isOne: (one: unknown) => boolean): boolean {
  return isList(value) && value.every(isOne);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
