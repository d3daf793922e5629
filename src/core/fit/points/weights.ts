import { readExpression } from "../protocol/expression";
import type { Points } from "./points";
import type { Warning } from "../result";

/**
 * Weighs rows by a formula over their columns, `1/std^2`: a row whose weight is not a finite number from 0 up weighs 0, and is
 * counted. "" weighs all alike. Where the formula cannot be worked out at all, none is weighed and a warning says so.
 */
export function weighRows(
  points: Points,
  formula: string,
): { readonly points: Points; readonly warnings: readonly Warning[] } {
  if (formula === "") return { points, warnings: [] };
  const expression = readExpression(formula);
  const n = points.loss.length;
  const found = "message" in expression ? undefined : expression.column(points.inputs, n);
  if (found === undefined)
    return { points, warnings: [{ code: "no-weight", message: `The rows have no “${formula}”: all weigh alike.` }] };
  const weight = found.map((w) => (w >= 0 && w < Infinity ? w : 0));
  const none = weight.filter((w) => w === 0).length;
  const message = `${none} of ${n} rows weigh nothing: “${formula}” is no finite number above 0 there.`;
  return { points: { ...points, weight }, warnings: none > 0 ? [{ code: "no-weight", message }] : [] };
}
