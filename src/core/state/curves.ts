import type { About, Curve } from "../fit/points/curve";
import type { Protocol, XAxis } from "../fit/protocol/protocol";
import { automaticLaw } from "../laws/index";
import type { Run } from "../runs/run";
import { aboutRuns } from "./about";
import { asGiven } from "./counting";
import type { Group } from "./groups";
import { columnOf } from "./inputs";
import { rowsOf, type RowChoices, type Rows } from "./rows";

/** What of a protocol decides how runs are read as curves. */
type CurveChoices = RowChoices & Partial<Pick<Protocol, "points" | "law">>;

/**
 * The curves of a group against an x, one a run; a run that lacks that x, the metric, or the N or C that is to be counted, is left out
 * and named. `inputs` are those of the law; where steps are none of them rows only stand in their order.
 */
export function curvesOf(
  group: Group,
  x: XAxis,
  inputs: readonly string[] = ["x"],
  choices: CurveChoices = asGiven,
): { readonly curves: Curve[]; readonly without: readonly Run[] } {
  const curves: Curve[] = [];
  const without: Run[] = [];
  const abouts = aboutRuns(group.runs, group.metric.key, {
    decayed: choices.points === "cooldown" || choices.law === automaticLaw,
  });
  group.runs.forEach((run, i) => {
    const series = run.series(group.metric.key);
    const rows = series && rowsOf(run, series, x, inputs, choices);
    const about = abouts[i];
    if (rows?.x === undefined || about === undefined) without.push(run);
    else curves.push(curveOf(run, rows, rows.x, about));
  });
  return { curves, without };
}

function curveOf(run: Run, { series, params, flops, inputs }: Rows, x: NonNullable<Rows["x"]>, about: About): Curve {
  const n = series.step.length;
  return {
    run: run.id,
    size: params?.value ?? NaN,
    x: columnOf(x, n),
    loss: series.value,
    columns: Object.fromEntries(Object.entries(inputs).map(([name, values]) => [name, columnOf(values, n)])),
    about: {
      ...about,
      ...(params === undefined ? {} : { countN: params.kind }),
      ...(flops === undefined ? {} : { countC: flops.kind }),
    },
  };
}
