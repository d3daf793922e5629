import type { Zoom } from "../state/choices";
import { linearAxis, logAxis, type Label } from "./axes";
import type { Axis } from "./figure";

/** An axis over exactly the range that was zoomed to, in the scale it had; as it was where none was. */
export function zoomed(axis: Axis, range: Zoom["x"], label: Label): Axis {
  if (range === undefined) return axis;
  const [min, max] = range;
  if (!(max > min) || (axis.scale === "log" && !(min > 0))) return axis;
  const { ticks } = (axis.scale === "log" ? logAxis : linearAxis)(axis.title, min, max, label);
  return { ...axis, min, max, ticks: ticks.filter(({ value }) => value >= min && value <= max) };
}
