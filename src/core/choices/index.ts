import { fieldsOf, type Choice, type Section } from "./choice";
import { bootstrap } from "./fit/bootstrap";
import { by } from "./fit/by";
import { fix } from "./fit/fix";
import { interval } from "./fit/interval";
import { law } from "./fit/law";
import { limits } from "./fit/limits";
import { metrics } from "./fit/metrics";
import { objective } from "./fit/objective";
import { seed } from "./fit/seed";
import { x } from "./fit/x";
import { bins } from "./points/bins";
import { countC } from "./points/countC";
import { countN } from "./points/countN";
import { dropHighest } from "./points/dropHighest";
import { frontier } from "./points/frontier";
import { minFlops } from "./points/minFlops";
import { points } from "./points/points";
import { rates } from "./points/rates";
import { samples } from "./points/samples";
import { seeds } from "./points/seeds";
import { spacing } from "./points/spacing";
import { warmup } from "./points/warmup";
import { weights } from "./points/weights";
import { colorBy } from "./curves/colorBy";
import { find } from "./curves/find";
import { role } from "./curves/role";
import { rows } from "./curves/rows";
import { xScale, yScale } from "./curves/scales";
import { smoothing } from "./curves/smoothing";
import { curvesX } from "./curves/x";
import { y } from "./curves/y";

/** What can be chosen of a fit, in the order of the panel, the help and the answer's protocol. */
export const fitChoices = [
  law,
  metrics,
  x,
  countN,
  countC,
  points,
  by,
  frontier,
  spacing,
  samples,
  bins,
  minFlops,
  warmup,
  rates,
  seeds,
  dropHighest,
  weights,
  objective,
  fix,
  limits,
  bootstrap,
  interval,
  seed,
] as const;

/** What can be chosen of the curves that are drawn, in the order of the panel. */
export const curveChoices = [curvesX, xScale, y, yScale, role, rows, colorBy, smoothing, find] as const;

/** Every choice there is. */
export const choices: readonly Choice[] = [...curveChoices, ...fitChoices];

/** The values that a list of choices sets: each choice's fields, with what they say of themselves. */
type FieldsOf<L extends readonly Choice[]> = All<L[number] extends Choice<infer F> ? F : never>;
type All<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never;

export type FitChoices = FieldsOf<typeof fitChoices>;
export type CurveChoices = FieldsOf<typeof curveChoices>;

/** The values of a section before anyone has chosen. */
export function defaultsOf(list: readonly Choice[], section: Section): Readonly<Record<string, unknown>> {
  const fields = list.filter((choice) => choice.section === section).flatMap(fieldsOf);
  return Object.fromEntries(fields.map(([name, field]) => [name, field.default]));
}

export const defaultFit = defaultsOf(fitChoices, "fit") as unknown as FitChoices;
