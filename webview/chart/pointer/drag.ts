import { element } from "../../shared/dom";
import type { Box, Spot } from "../geometry";

/** Shorter than this a movement is a click, or leaves that side of the chart as it is; CSS pixels. */
const least = 10;

/** What was dragged over, as shares of the plot from its left and its bottom; a side that hardly moved is absent. */
export interface Dragged {
  readonly x?: readonly [number, number];
  readonly y?: readonly [number, number];
}

/** Lets a person drag a rectangle over the plot inside `body`; `done` says what it holds. A click is not touched. */
export function listenDrag(body: HTMLElement, area: () => Box | undefined, done: (dragged: Dragged) => void): void {
  const band = element("div", { class: "chart-band", hidden: "" });
  body.append(band);
  body.addEventListener("pointerdown", (event) => {
    const box = area();
    if (event.button !== 0 || box === undefined) return;
    const origin = body.getBoundingClientRect();
    const at = ({ clientX, clientY }: PointerEvent): Spot => ({ x: clientX - origin.left, y: clientY - origin.top });
    const from = at(event);
    const move = (moved: PointerEvent): void => {
      const held = heldIn(from, at(moved), box);
      band.hidden = held.x === undefined && held.y === undefined;
      // Dragging is no selecting of text.
      if (!band.hidden) getSelection()?.removeAllRanges();
      place(band, held, box);
    };
    const up = (ended: PointerEvent): void => {
      stop();
      const held = heldIn(from, at(ended), box);
      if (held.x === undefined && held.y === undefined) return;
      // The click that ends a drag picks nothing.
      body.parentElement?.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => body.parentElement?.removeEventListener("click", swallow, { capture: true }), 0);
      done(held);
    };
    const stop = (): void => {
      band.hidden = true;
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
      removeEventListener("pointercancel", stop);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", stop);
  });
}

function swallow(event: Event): void {
  event.stopPropagation();
}

/** The shares of a box between two spots, held inside it. */
export function heldIn(from: Spot, to: Spot, box: Box): Dragged {
  const across = (spot: Spot): number => Math.min(1, Math.max(0, (spot.x - box.left) / box.width));
  const up = (spot: Spot): number => Math.min(1, Math.max(0, 1 - (spot.y - box.top) / box.height));
  const rising = (a: number, b: number): readonly [number, number] => (a < b ? [a, b] : [b, a]);
  return {
    ...(Math.abs(to.x - from.x) < least ? {} : { x: rising(across(from), across(to)) }),
    ...(Math.abs(to.y - from.y) < least ? {} : { y: rising(up(from), up(to)) }),
  };
}

function place(band: HTMLElement, { x = [0, 1], y = [0, 1] }: Dragged, box: Box): void {
  band.style.left = `${box.left + x[0] * box.width}px`;
  band.style.width = `${(x[1] - x[0]) * box.width}px`;
  band.style.top = `${box.top + (1 - y[1]) * box.height}px`;
  band.style.height = `${(y[1] - y[0]) * box.height}px`;
}
