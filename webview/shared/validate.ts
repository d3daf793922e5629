import type { ToPage } from "../../src/protocol/intents";

type Fields = Readonly<Record<string, unknown>>;

/** Whether a message is one that the page can draw: checked once, here, as deep as drawing relies on it. */
export function isToPage(message: unknown): message is ToPage {
  if (!isFields(message)) return false;
  if (message["type"] === "view") return isView(message["view"]);
  if (message["type"] === "point") return isPoint(message["point"]);
  return false;
}

function isView(view: unknown): boolean {
  if (!isFields(view)) return false;
  const { revision, choices, menus, headline, notices, grid, coefficients, observations } = view;
  if (typeof revision !== "number" || typeof headline !== "string") return false;
  if (!isFields(choices) || !isFields(menus) || !isList(notices)) return false;
  if (!isList(observations) || !observations.every(isObservation)) return false;
  return isGrid(grid) && isFields(coefficients) && isList(coefficients["rows"]) && isList(coefficients["protocol"]);
}

function isObservation(one: unknown): boolean {
  if (!isFields(one)) return false;
  const { sentence, caveat, numbers, charts } = one;
  return typeof sentence === "string" && typeof caveat === "string" && isList(numbers) && isList(charts);
}

function isGrid(grid: unknown): boolean {
  if (!isFields(grid)) return false;
  const { rows, columns, charts, legend } = grid;
  return isList(rows) && isList(columns) && isList(legend) && isList(charts) && charts.every(isChart);
}

function isChart(chart: unknown): boolean {
  if (!isFields(chart) || typeof chart["id"] !== "string") return false;
  const { x, y, lines } = chart;
  return isAxis(x) && isAxis(y) && isList(lines) && lines.every(isLine);
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
  const { chart, line, index, text } = point;
  if (typeof chart !== "string" || typeof line !== "string" || typeof index !== "number") return false;
  return isFields(text) && isList(text["rows"]) && isList(text["problems"]);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
