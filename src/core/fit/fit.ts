import { lawOf } from "../laws/index";
import type { Law } from "../laws/law";
import { limitedLaw, type Asked } from "../laws/limited";
import { intervalForms, parseInterval } from "./protocol/intervalChoice";
import { intervalFor } from "./intervals/intervalFor";
import { parseObjective, type Objective } from "./protocol/objective";
import type { Points } from "./points/points";
import { lossesAt } from "./solve/predict";
import { missingInput, problemOf } from "./solve/problem";
import type { XAxis } from "./protocol/protocol";
import type { Watch } from "./intervals/resample";
import type { Fit, NotFitted } from "./result";
import { runWarnings } from "./solve/runWarnings";
import { isStraight, solveLine, straightLine } from "./solve/straight";
import { solve, type Solved } from "./solve/solve";
import { summarize } from "./solve/summary";
import { refuse, unknownInput, usablePoints } from "./points/usable";
import { pointWarnings } from "./points/warnings";

export interface FitOptions extends Watch, Asked {
  /** The law or its id, and the objective as `parseObjective` reads it. */
  readonly law: string | Law;
  readonly objective: string;
  /** What the input "x" is, for print. */
  readonly x: XAxis;
  readonly bootstrap: number;
  /** As `parseInterval` reads it; percentiles when left out. */
  readonly interval?: string;
  readonly seed: number;
  /** Rows that repeat an x, already taken out, for the warning. */
  readonly repeated?: number;
  /** Rows already left out. */
  readonly dropped?: number;
}

export const notFitted = (code: NotFitted["code"], reason: string): NotFitted => ({
  status: "not-fitted",
  code,
  reason,
});

export const unknownInterval = (text = ""): NotFitted =>
  notFitted("unknown-interval", `Unknown interval method “${text}”; expected ${intervalForms}.`);

/** What a law and an objective were named to be, or why not. */
export function readChoice(
  asked: string | Law,
  objectiveText: string,
  coefficients: Asked = {},
): { law: Law; objective: Objective } | NotFitted {
  const named = typeof asked === "string" ? lawOf(asked) : asked;
  const law = named && limitedLaw(named, coefficients);
  if (law !== undefined && "message" in law) return notFitted("unknown-coefficient", `${law.message}.`);
  if (law === undefined)
    return notFitted("unknown-law", `Unknown law “${typeof asked === "string" ? asked : asked.id}”.`);
  const objective = parseObjective(objectiveText);
  return objective === undefined
    ? notFitted(
        "unknown-objective",
        `Unknown objective “${objectiveText}”; expected log-mse, mse, lad, huber:δ, huber-raw:δ or asym:k.`,
      )
    : { law, objective };
}

/**
 * Fits a law to rows: the global optimum of the objective, its coefficients with 95 % intervals (by default a bootstrap of whole runs
 * where there are three or more, else of rows; least squares' own where `bootstrap` is 0 and the law is a straight line in logarithms)
 * and what to beware of. Never throws for what the rows hold: a fit that cannot be made says why.
 */
export function fitLaw(points: Points, options: FitOptions): Fit {
  const choice = readChoice(options.law, options.objective, options);
  if ("status" in choice) return choice;
  const interval = parseInterval(options.interval ?? "percentile");
  if (interval === undefined) return unknownInterval(options.interval);
  const { law, objective } = choice;
  const missing = missingInput(law, points.inputs);
  if (missing !== undefined) return notFitted("missing-column", `The points have no ${missing}, which this law reads.`);
  const unknown = unknownInput(law, points);
  if (unknown !== undefined) return notFitted("missing-column", `No run's ${unknown} is known, which this law reads.`);
  const usable = usablePoints(law, points);
  const refused = refuse(law, usable.points, options.x);
  if (refused !== undefined) return refused;
  const solved = optimum(law, objective, usable.points, options.seed, options.cancelled);
  if (options.cancelled?.() === true) return notFitted("cancelled", "Cancelled.");
  if (solved === undefined)
    return notFitted(
      "not-identified",
      "The search found no optimum: the data do not constrain this law's coefficients.",
    );
  const { bootstrap: count, seed } = options;
  const draws = { count, seed, unit: interval.unit, watch: options };
  const found = intervalFor(law, objective, usable.points, solved.theta, { method: interval.method, draws });
  if (found === "cancelled") return notFitted("cancelled", "Cancelled.");
  const n = usable.points.loss.length;
  const dropped = usable.dropped + (options.dropped ?? 0);
  return summarize({
    law,
    objective,
    points: usable.points,
    x: options.x,
    solved,
    ...(found.interval === undefined ? {} : { interval: found.interval }),
    warnings: [
      ...pointWarnings(law, usable.points, dropped, options.repeated ?? 0, options.x),
      ...runWarnings(usable.points, lossesAt(law.bind(usable.points.inputs, n), n, solved.theta)),
      ...found.warnings,
    ],
  });
}

/** The optimum over usable rows: in closed form where there is one. */
export function optimum(
  law: Law,
  objective: Objective,
  points: Points,
  seed: number,
  cancelled?: () => boolean,
): Solved | undefined {
  const { inputs, loss, weight } = points;
  if (!isStraight({ law, objective })) return solve(problemOf(law, inputs, loss, objective, weight), seed, cancelled);
  const line = straightLine(inputs["x"] ?? new Float64Array(0), loss, weight);
  return line && { ...solveLine(line), starts: 1, agreeing: 1 };
}
