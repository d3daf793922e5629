import { linear, type Line } from "../../stats/linear";
import type { FitProblem } from "./problem";
import type { Solution } from "./solution";

/** Whether least squares of ln L on ln x is the whole answer. */
export function isStraight({ law, objective }: Pick<FitProblem, "law" | "objective">): boolean {
  return law.straight === true && objective.shape === "square" && objective.space === "log";
}

/** Ordinary (or weighted) least squares of ln L on ln x; undefined when all x are equal. */
export function straightLine(x: Float64Array, loss: Float64Array, weight?: Float64Array): Line | undefined {
  return linear(x.map(Math.log), loss.map(Math.log), weight);
}

/** The closed-form solution of a straight law. */
export function solveLine(line: Line): Solution {
  const theta = Float64Array.of(Math.exp(line.intercept), -line.slope);
  return { theta, value: 0, converged: true, ended: "optimum", iterations: 0 };
}
