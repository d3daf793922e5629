import { readPatch } from "../core/state/choose";
import type { ChoicesPatch } from "../core/state/choices";
import type { Target } from "../core/views/view";
import type { PanelView, PointView } from "../core/views/views";

/** What the person did in the panel. The webview says this and nothing else. */
export type Intent =
  /** The page is up (first time, reload, or visible again): show the whole truth. `saved` is what an earlier page kept. */
  | { readonly type: "ready"; readonly saved?: unknown; readonly chartWidth: number }
  /** The drawing area of one chart changed, in device pixels. */
  | { readonly type: "resized"; readonly chartWidth: number }
  | { readonly type: "chose"; readonly patch: ChoicesPatch }
  /** Ask a question about the fits that needs to be told nothing, or take its answer away. */
  | { readonly type: "asked"; readonly question: string | null }
  /** Something was picked or typed in the control of that key: one text, or any number of them where several can be picked. */
  | { readonly type: "set"; readonly key: string; readonly texts: readonly string[] }
  /** A click on a part of the figure or of the side panel: the open view knows what it means. */
  | { readonly type: "picked"; readonly target: Target }
  /** Fit (again) with the current choices. */
  | { readonly type: "fitted" }
  | { readonly type: "cancelled" }
  /**
   * The pointer or the keyboard rests on a point of a run's line. `chart`, `line` and `index` come back in the answer; `run`,
   * `metric` (as the line has them) and `x` (of the point) say which point of the run it is.
   */
  | {
      readonly type: "pointed";
      readonly chart: string;
      readonly line: string;
      readonly index: number;
      readonly run: string;
      readonly metric: string;
      readonly x: number;
    }
  | { readonly type: "openedRun"; readonly run: string }
  /** Copy the coefficients in a format, or one equation. */
  | { readonly type: "copied"; readonly what: "csv" | "markdown" | "latex" | "json" }
  /** The view of that revision is on the screen: the next may come. */
  | { readonly type: "drew"; readonly revision: number; readonly charts: number; readonly points: number };

/** What the page receives. */
export type ToPage =
  | { readonly type: "view"; readonly view: PanelView }
  | { readonly type: "point"; readonly point: PointView }
  /** The answer to a `set` that was not taken: why. One that was taken shows in the next view. */
  | { readonly type: "refused"; readonly key: string; readonly message: string };

/**
 * Reads what a page sent: the intent, made of nothing but its known and well-formed parts, or undefined for anything else.
 * A patch keeps each choice that is well-formed (`readPatch`); whether there is a view or a control of that name is the engine's to
 * know. `saved` stays unknown, it is read where it is used.
 */
export function readIntent(value: unknown): Intent | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const fields = value as Readonly<Record<string, unknown>>;
  const { type, chartWidth, chart, line, index, run, metric, x, what, revision, charts, points } = fields;
  switch (type) {
    case "ready":
      return isCount(chartWidth) ? { type, chartWidth, saved: fields["saved"] } : undefined;
    case "resized":
      return isCount(chartWidth) ? { type, chartWidth } : undefined;
    case "chose":
      return { type, patch: readPatch(fields["patch"]) };
    case "asked": {
      const { question } = fields;
      return question === null || isText(question) ? { type, question } : undefined;
    }
    case "set": {
      const { key, texts } = fields;
      return isText(key) && isTexts(texts) ? { type, key, texts } : undefined;
    }
    case "picked": {
      const target = readTarget(fields["target"]);
      return target === undefined ? undefined : { type, target };
    }
    case "fitted":
    case "cancelled":
      return { type };
    case "pointed":
      return isText(chart) && isText(line) && isCount(index) && isText(run) && isText(metric) && typeof x === "number"
        ? { type, chart, line, index, run, metric, x }
        : undefined;
    case "openedRun":
      return isText(run) ? { type, run } : undefined;
    case "copied":
      return what === "csv" || what === "markdown" || what === "latex" || what === "json" ? { type, what } : undefined;
    case "drew":
      return isCount(revision) && isCount(charts) && isCount(points) ? { type, revision, charts, points } : undefined;
    default:
      return undefined;
  }
}

function readTarget(value: unknown): Target | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { kind, chart, run, row, group } = value as Readonly<Record<string, unknown>>;
  switch (kind) {
    case "chart":
      return isText(chart) ? { kind, chart, ...(isText(run) ? { run } : {}) } : undefined;
    case "row":
      return isText(row) ? { kind, row } : undefined;
    case "group":
      return isText(group) ? { kind, group } : undefined;
    default:
      return undefined;
  }
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length < 10_000 && value.every(isText);
const isText = (value: unknown): value is string => typeof value === "string" && value.length < 10_000;
const isCount = (value: unknown): value is number => typeof value === "number" && value >= 0 && value < 1e9;
