import type { Clock } from "../clock";
import { panelView } from "../core/views/panel";
import { runList } from "../core/views/runList";
import type { State } from "../core/state/state";
import type { Push } from "../protocol/jobs";

/** At least so many milliseconds pass between two views: faster than the eye needs, slower than a log can grow. */
export const frame = 60;
/** While the engine itself is busy reading, so many times as long as a view takes is left to it before the next view. */
const throttle = 9;
/** But never longer than this without a view (milliseconds). */
const longest = 3000;

/** Decides when views are made and sent: always of the newest state, never more than the page can draw. */
export interface ViewScheduler {
  /** The state changed: show it soon. */
  changed(): void;
  /** A page came up and has nothing yet. */
  ready(): void;
  /** The page has drawn that revision. */
  drew(revision: number): void;
  close(): void;
}

/**
 * At most one view a frame. The panel gets a view only while a page is up, and the next one only when it has drawn the last: a slow
 * page gets fewer views, never old ones. A page that went away without a word costs one view. Views that are slow to make are made
 * seldom while logs are read, so that showing never starves reading; fits run in another thread, and are not slowed down by views.
 */
export function createViewScheduler(state: () => State, push: (push: Push) => void, clock: Clock): ViewScheduler {
  let revision = 0;
  let drawn = 0;
  let isUp = false;
  let stale = { panel: false, list: false };
  let stopTimer: (() => void) | undefined;
  let shown = -Infinity;
  let cost = 0;
  let due = 0;

  const show = (): void => {
    const began = clock.elapsed();
    stopTimer?.();
    stopTimer = undefined;
    const { panel, list } = stale;
    const canDraw = isUp && drawn === revision;
    stale = { panel: panel && !canDraw, list: false };
    if (list) push({ type: "list", list: runList(state()) });
    if (panel && canDraw) push({ type: "page", message: { type: "view", view: panelView(state(), ++revision) } });
    shown = clock.elapsed();
    cost = shown - began;
  };
  const soon = (): void => {
    const now = clock.elapsed();
    const isReading = state().work?.kind === "reading";
    const pause = isReading ? Math.min(longest, Math.max(frame, throttle * cost)) : frame;
    const wait = Math.max(0, shown + pause - now);
    if (stopTimer !== undefined && due <= now + wait) return;
    stopTimer?.();
    due = now + wait;
    stopTimer = clock.after(wait, show);
  };
  return {
    changed() {
      stale = { panel: true, list: true };
      soon();
    },
    ready() {
      isUp = true;
      drawn = revision;
      stale = { ...stale, panel: true };
      show();
    },
    drew(at) {
      if (at !== revision) return;
      drawn = at;
      if (stale.panel) soon();
    },
    close() {
      stopTimer?.();
    },
  };
}
