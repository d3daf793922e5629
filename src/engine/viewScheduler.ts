import { panelView } from "../core/views/panel";
import { runList } from "../core/views/runList";
import type { State } from "../core/state/state";
import type { Push } from "../protocol/jobs";

/** Views are made at most this often: faster than the eye needs, slower than a log can grow. */
export const frame = 60;
/** While work is under way, so many times as long as a view takes is left to the work before the next one. */
const deference = 9;
/** But never longer than this without a view. */
const longest = 3000;

/** Shows the state: whole views, never more than the page can draw. */
export interface Screen {
  /** Something of the state is another: show it soon. */
  changed(): void;
  /** A page is up and has nothing yet. */
  ready(): void;
  /** The page has drawn that revision. */
  drew(revision: number): void;
  close(): void;
}

/**
 * Makes views of the newest state, one a frame at most. The panel gets a view only while a page is up, and the next one only when
 * it has drawn the last: a slow page gets fewer views, never old ones. A page that went away without a word costs one view.
 * Views that take long to make are made seldom while logs are read or laws fitted, so that showing never starves the work.
 */
export function createScreen(state: () => State, push: (push: Push) => void): Screen {
  let revision = 0;
  let drawn = 0;
  let up = false;
  let stale = { panel: false, list: false };
  let timer: NodeJS.Timeout | undefined;
  let cost = 0;
  let due = 0;

  const show = (): void => {
    const began = performance.now();
    timer = undefined;
    const { panel, list } = stale;
    const canDraw = up && drawn === revision;
    stale = { panel: panel && !canDraw, list: false };
    if (list) push({ type: "list", list: runList(state()) });
    if (panel && canDraw) push({ type: "page", message: { type: "view", view: panelView(state(), ++revision) } });
    cost = performance.now() - began;
  };
  const soon = (): void => {
    const now = performance.now();
    const wait = state().work === undefined ? frame : Math.min(longest, Math.max(frame, deference * cost));
    if (timer !== undefined && due <= now + wait) return;
    clearTimeout(timer);
    due = now + wait;
    timer = setTimeout(show, wait);
  };
  return {
    changed() {
      stale = { panel: true, list: true };
      soon();
    },
    ready() {
      up = true;
      drawn = revision;
      stale = { ...stale, panel: true };
      clearTimeout(timer);
      show();
    },
    drew(at) {
      if (at !== revision) return;
      drawn = at;
      if (stale.panel) soon();
    },
    close() {
      clearTimeout(timer);
    },
  };
}
