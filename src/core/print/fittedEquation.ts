import { axes } from "../fit/protocol/protocol";
import type { Fitted } from "../fit/result";
import type { GroupFit } from "../fit/group";
import { chosenText } from "./chosenLaw";
import { writeEquation, type Equation } from "./equation";
import { decimals, plural } from "./numbers";

/** The law of a fit as it is printed, x by its symbol; beside it R² and the points, or why this law was chosen. */
export function equationOf(fit: Fitted, { protocol }: GroupFit): Equation {
  const values = new Map(fit.coefficients.map(({ id, value }) => [id, value]));
  const fixed = fit.coefficients.filter((one) => one.fixed === true).map(({ symbol }) => symbol);
  const held = fixed.length === 0 ? "" : ` · ${fixed.join(", ")} fixed`;
  const note = chosenText(fit) || `R² = ${decimals(fit.r2, 3)} · ${pointsText(fit, protocol.points)}${held}`;
  // A floor of nothing is not printed.
  const formula = values.get("E") === 0 ? fit.formula.replace("{E} + ", "") : fit.formula;
  return writeEquation(formula, values, new Map([["x", axes[protocol.x].symbol]]), note);
}

/** What was fitted to: on a frontier its sizes (or runs), since its samples are not independent points. */
export function pointsText(fit: Fitted, points: GroupFit["protocol"]["points"]): string {
  if (points !== "frontier") return plural(fit.points, "point");
  return fit.sizes > 0 ? plural(fit.sizes, "size") : plural(fit.runs, "run");
}
