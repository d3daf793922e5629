import type { ChoicesPatch } from "../core/state/choices";
import type { PanelView, PointView } from "../core/view/views";

/** What the person did in the panel. The webview says this and nothing else. */
export type Intent =
  /** The page is up (first time, reload, or visible again): show the whole truth. `saved` is what an earlier page kept. */
  | { readonly type: "ready"; readonly saved?: unknown; readonly chartWidth: number }
  /** The drawing area of one chart changed, in device pixels. */
  | { readonly type: "resized"; readonly chartWidth: number }
  | { readonly type: "chose"; readonly patch: ChoicesPatch }
  /** Fit (again) with the current choices. */
  | { readonly type: "fitted" }
  | { readonly type: "cancelled" }
  /** The pointer or the keyboard rests on a point of a line. */
  | { readonly type: "pointed"; readonly chart: string; readonly line: string; readonly index: number }
  | { readonly type: "openedRun"; readonly run: string }
  /** Copy the coefficients in a format, or one equation. */
  | { readonly type: "copied"; readonly what: "csv" | "markdown" | "latex" | "json" }
  /** The view of that revision is on the screen: the next may come. */
  | { readonly type: "drew"; readonly revision: number; readonly charts: number; readonly points: number };

/** What the page receives. */
export type ToPage =
  { readonly type: "view"; readonly view: PanelView } | { readonly type: "point"; readonly point: PointView };
