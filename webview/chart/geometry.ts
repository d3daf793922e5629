import type { Axis, Line, Tick } from "../../src/core/views/figure";

/** A place on the page or in a chart, CSS pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a value stands along an axis: 0 at its minimum, 1 at its maximum; NaN for what has no place (≤ 0 on a log axis). */
export function share(axis: Axis, value: number): number {
  if (axis.scale === "linear") return (value - axis.min) / (axis.max - axis.min);
  if (!(value > 0) || !(axis.min > 0)) return NaN;
  return Math.log(value / axis.min) / Math.log(axis.max / axis.min);
}

/** The value at a share of an axis: the other way round. */
export function valueAt({ scale, min, max }: Axis, at: number): number {
  return scale === "linear" ? min + at * (max - min) : min * (max / min) ** at;
}

/** Where a point of a chart stands in its plot area; coordinates are NaN where it has no place. */
export function place(x: Axis, y: Axis, area: Box, px: number, py: number): Spot {
  return { x: area.left + share(x, px) * area.width, y: area.top + (1 - share(y, py)) * area.height };
}

/** A point of a line that was found under the pointer, or that the keyboard moved to. */
export interface Hit {
  readonly line: Line;
  readonly index: number;
  readonly spot: Spot;
}

/** Only the curves of runs can be pointed at: what is known of a point is known of its run. */
const pointable = (line: Line): boolean => line.role === "curve" && line.run !== undefined && line.metric !== undefined;

/** The point of a run nearest to `at` within `reach` pixels, or undefined. */
export function nearest(
  chart: { readonly x: Axis; readonly y: Axis; readonly lines: readonly Line[] },
  area: Box,
  at: Spot,
  reach: number,
): Hit | undefined {
  let best: Hit | undefined;
  let least = reach + 1e-9;
  for (const line of chart.lines) {
    if (!pointable(line)) continue;
    for (let index = 0; index < line.x.length; index++) {
      const spot = place(chart.x, chart.y, area, line.x[index] ?? NaN, line.y[index] ?? NaN);
      const distance = Math.hypot(spot.x - at.x, spot.y - at.y);
      if (distance < least) {
        best = { line, index, spot };
        least = distance;
      }
    }
  }
  return best;
}

/**
 * The ticks of an axis that is `length` pixels long, with the labels blanked that would run into others: on a log axis first
 * those between decades, else each that runs into the one before. Labels are centred on their tick and `extent` tells how much
 * of the axis each takes.
 */
export function thinLabels(axis: Axis, length: number, extent: (label: string) => number, gap: number): Tick[] {
  const kept = new Map<Tick, { readonly from: number; readonly to: number }>();
  const labelled = axis.ticks.filter(({ label }) => label !== "");
  const [first, later] = [
    labelled.filter((tick) => stands(axis, tick)),
    labelled.filter((tick) => !stands(axis, tick)),
  ];
  for (const tick of [...first, ...later]) {
    const [middle, half] = [share(axis, tick.value) * length, extent(tick.label) / 2];
    const [from, to] = [middle - half, middle + half];
    const isFree = [...kept.values()].every((other) => from >= other.to + gap || to <= other.from - gap);
    if (isFree && Number.isFinite(middle)) kept.set(tick, { from, to });
  }
  return axis.ticks.map((tick) => (kept.has(tick) ? tick : { value: tick.value, label: "" }));
}

/** Whether a reader looks for this tick before others: a decade of a log axis. */
function stands({ scale }: Axis, { value }: Tick): boolean {
  return scale === "linear" || Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;
}

/**
 * Where a tooltip of a size goes beside a point: right of and above it where there is room, else on the other side, and always
 * wholly inside the window (at its top left edge when it is larger than the window).
 */
export function besidePoint(
  at: Spot,
  size: { readonly width: number; readonly height: number },
  window: { readonly width: number; readonly height: number },
  gap: number,
): Spot {
  const right = at.x + gap;
  const x = right + size.width <= window.width - 4 ? right : at.x - gap - size.width;
  const above = at.y - gap - size.height;
  const y = above >= 4 ? above : at.y + gap;
  return { x: within(x, size.width, window.width), y: within(y, size.height, window.height) };
}

function within(start: number, length: number, room: number): number {
  return Math.max(4, Math.min(start, room - length - 4));
}

/** Where the keyboard goes from a point: along its line, or to the next line at the nearest place along x. */
export function step(
  lines: readonly Line[],
  from: { readonly line: string; readonly index: number } | undefined,
  key: string,
): { readonly line: Line; readonly index: number } | undefined {
  if (!/^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(key)) return undefined;
  const usable = lines.filter((line) => pointable(line) && drawable(line, 0, 1) !== undefined);
  const at = usable.findIndex((line) => line.id === from?.line);
  const line = usable[at];
  if (line === undefined || from === undefined) return landing(usable[0]);
  switch (key) {
    case "ArrowRight":
      return to(line, drawable(line, from.index + 1, 1) ?? from.index);
    case "ArrowLeft":
      return to(line, drawable(line, from.index - 1, -1) ?? from.index);
    case "Home":
      return to(line, drawable(line, 0, 1));
    case "End":
      return landing(line);
    case "ArrowUp":
    case "ArrowDown": {
      const next = usable[(at + (key === "ArrowUp" ? -1 : 1) + usable.length) % usable.length];
      return next === undefined ? undefined : to(next, closest(next, line.x[from.index] ?? NaN));
    }
    default:
      return undefined;
  }
}

/** The newest point of a line: where a reader starts. */
function landing(line: Line | undefined): { readonly line: Line; readonly index: number } | undefined {
  return line === undefined ? undefined : to(line, drawable(line, line.x.length - 1, -1));
}

function to(line: Line, index: number | undefined): { readonly line: Line; readonly index: number } | undefined {
  return index === undefined ? undefined : { line, index };
}

/** The first index from `start` on, in that direction, that holds a value. */
function drawable(line: Line, start: number, direction: 1 | -1): number | undefined {
  for (let index = start; index >= 0 && index < line.x.length; index += direction) {
    if (Number.isFinite(line.y[index]) && Number.isFinite(line.x[index])) return index;
  }
  return undefined;
}

function closest(line: Line, x: number): number | undefined {
  let best: number | undefined;
  let least = Infinity;
  for (let index = 0; index < line.x.length; index++) {
    const distance = Math.abs(Math.log((line.x[index] ?? NaN) / x));
    if (distance < least && Number.isFinite(line.y[index])) {
      best = index;
      least = distance;
    }
  }
  return best ?? drawable(line, 0, 1);
}
