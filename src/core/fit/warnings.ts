import type { Law } from "../laws/law";
import { linear } from "../stats/linear";
import type { Points } from "./points";
import type { XAxis } from "./protocol";
import type { Warning } from "./result";
import type { Solved } from "./solve";
import { inputWords } from "./words";

/** What a careful reader would be told about the points themselves. */
export function pointWarnings(law: Law, points: Points, dropped: number, repeated: number, x: XAxis): Warning[] {
  const warnings: Warning[] = [];
  if (dropped > 0)
    warnings.push({
      code: "dropped-values",
      message: `${dropped} ${dropped === 1 ? "row was" : "rows were"} left out: loss or x missing, not finite or not above 0.`,
    });
  if (repeated > 0)
    warnings.push({
      code: "duplicate-points",
      message: `${repeated} rows repeat an x of their run; of those the last counts.`,
    });
  for (const name of law.inputs) {
    const column = points.inputs[name] ?? new Float64Array(0);
    const [low, high] = rangeOf(column);
    if (low > 0 && high / low < 10)
      warnings.push({
        code: "narrow-range",
        message: `${inputWords(name, x).symbol} spans a factor of ${Number((high / low).toPrecision(2))}: under a decade, exponents are loosely held.`,
      });
  }
  return [...warnings, ...collinearity(law, points)];
}

/** Whether parameters and tokens grew together, so that their terms cannot be told apart. */
function collinearity(law: Law, { inputs: { N, D } }: Points): Warning[] {
  if (N === undefined || D === undefined || !["N", "D"].every((name) => law.inputs.includes(name))) return [];
  const line = linear(N.map(Math.log), D.map(Math.log));
  if (line === undefined || !(line.r2 > 0.97)) return [];
  const message = `N and D go together (R² = ${line.r2.toFixed(3)} in logarithms): what each does is hardly told apart.`;
  return [{ code: "collinear", message }];
}

/** Smallest and largest value; (∞, −∞) for none. */
export function rangeOf(column: Float64Array): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const v of column) {
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return [low, high];
}

/** What the optimum itself says. */
export function solutionWarnings(law: Law, { theta, converged, starts, agreeing }: Solved): Warning[] {
  const warnings: Warning[] = [];
  if (!converged)
    warnings.push({
      code: "not-converged",
      message: "The search stopped before the optimum was reached to all digits.",
    });
  else if (starts > 1 && agreeing === 1)
    warnings.push({ code: "not-converged", message: `Only one of ${starts} starts reached this optimum.` });
  law.params.forEach(({ id, symbol, lower, upper }, k) => {
    const value = theta[k] ?? NaN;
    if (value > lower && value < upper) return;
    const end = value <= lower ? lower : upper;
    warnings.push(
      id === "E"
        ? { code: "floor-at-bound", message: `${symbol} went to ${end}: these points show no floor.` }
        : { code: "at-bound", message: `${symbol} ended on its bound ${end}: these points do not hold it.` },
    );
  });
  return warnings;
}

/** How well a frontier is carried by its runs. `owner` holds the run of each sample. */
export function frontierWarnings({ run, runs, sizes }: Points): Warning[] {
  const share = new Map<number, number>();
  for (const r of run) share.set(r, (share.get(r) ?? 0) + 1);
  const known = new Set([...share.keys()].map((r) => sizes[r] ?? NaN).filter((size) => size > 0)).size;
  const count = known > 0 ? known : share.size;
  const warnings: Warning[] = [];
  if (count < 4)
    warnings.push({
      code: "few-sizes",
      message: `Only ${count} ${known > 0 ? (count === 1 ? "size" : "sizes") : count === 1 ? "run" : "runs"} on the frontier.`,
    });
  const [owner, most] = [...share].reduce((a, b) => (b[1] > a[1] ? b : a), [-1, 0]);
  if (most > 0.7 * run.length && share.size > 1)
    warnings.push({
      code: "one-sided-frontier",
      message: `${Math.round((100 * most) / run.length)} % of the frontier is one run's, ${runs[owner] ?? ""}.`,
    });
  return warnings;
}
