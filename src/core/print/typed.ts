/** Numbers as they are typed on a command line and read from it, not as a figure shows them. */
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

const suffixes: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** "1e9" and "1.63B" as numbers; NaN for anything else. */
export function readQuantity(text: string): number {
  const scale = suffixes[text.at(-1) ?? ""];
  const digits = scale === undefined ? text : text.slice(0, -1);
  return digits.trim() === "" || /[xob]/i.test(digits) ? NaN : Number(digits) * (scale ?? 1);
}
