import type { Curve } from "../points/curve";
import { titleOf } from "../points/curve";
import { readChoice } from "../fit";
import { fitGroup, type GroupFit } from "../group";
import { bySize, influence, type Influence, type LeftOut } from "./influence";
import { thetaOf } from "../solve/predict";
import type { Watch } from "../intervals/resample";
import { groupPoints } from "../points/rows";
import { usablePoints } from "../points/usable";

/**
 * How far each run (or row) of a group moves its law: see `influence`. A frontier is made anew without each run that it touches; it
 * has no rows to leave out. Undefined where there is no fit, when cancelled, and for the rows of a frontier.
 */
export function groupInfluence(
  curves: readonly Curve[],
  { fit, protocol, frontier }: GroupFit,
  by: LeftOut = "run",
  watch: Watch = {},
): Influence[] | undefined {
  if (fit.status !== "fitted") return undefined;
  const choice = readChoice(fit.law, protocol.objective, protocol);
  if ("status" in choice) return undefined;
  const { law, objective } = choice;
  const theta = thetaOf(law, fit);
  if (protocol.points !== "frontier" && fit.outlook === undefined) {
    const { points } = usablePoints(law, groupPoints(curves, protocol).points);
    return influence(law, objective, points, theta, watch, by);
  }
  if (by === "row" || frontier === undefined) return undefined;
  const owners = new Set([...frontier.owner].map((r) => frontier.runs[r]));
  const found: Omit<Influence, "size">[] = [];
  for (const left of curves.filter(({ run }) => owners.has(run))) {
    if (watch.cancelled?.() === true) return undefined;
    watch.onProgress?.(found.length / owners.size);
    const others = curves.filter((curve) => curve !== left);
    const without = fitGroup(others, { ...protocol, bootstrap: 0 }, watch).fit;
    // Without that run another law may be chosen, whose coefficients are others.
    if (without.status !== "fitted" || without.law !== fit.law) continue;
    const moves = thetaOf(law, without).map((v, p) => v - (theta[p] ?? NaN));
    found.push({ run: left.run, title: titleOf(left), moves });
  }
  return bySize(found, theta.length);
}
