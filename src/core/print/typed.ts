/** Numbers as they are typed on a command line, not as a figure shows them. */
import { count } from "./numbers";

/** FLOPs as they are typed: 3e19 → "3.0e19"; what is not finite is "–". */
export function flopsText(flops: number): string {
  return Number.isFinite(flops) ? flops.toExponential(1).replace("e+", "e") : "–";
}

/** Seven significant digits, as they can be typed again; what is not finite is "–". */
export function precise(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(7))) : "–";
}

/** The value of an input by its symbol: FLOPs by their power of ten, counts by their suffix. */
export function quantityText(symbol: string, value: number): string {
  return symbol === "C" ? flopsText(value) : count(value);
}
