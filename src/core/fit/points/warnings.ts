import type { Law } from "../../laws/law";
import { linear, type Line } from "../../stats/linear";
import { runTitle, type Points } from "./points";
import type { XAxis } from "../protocol/protocol";
import type { Warning } from "../result";
import { inputWords } from "../labels";

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
      message: `${repeated} rows repeat an x of their run; of those the last counts, on a frontier the lowest.`,
    });
  for (const name of law.inputs) {
    const column = points.inputs[name] ?? new Float64Array(0);
    const [low, high] = rangeOf(column);
    if (low > 0 && high / low < 10)
      warnings.push({
        code: "narrow-range",
        message: `${inputWords(name, x).symbol} spans a factor of ${Number((high / low).toPrecision(2))}: under a decade, exponents are poorly constrained.`,
      });
  }
  return [...warnings, ...sizeWarnings(law, points), ...collinearity(law, points)];
}

/** A law in N from so few sizes has its exponent from their positions alone. */
const fewestSizes = 4;

function sizeWarnings(law: Law, { inputs, run }: Points): Warning[] {
  const sizes = new Set(law.inputs.includes("N") ? inputs["N"] : []).size;
  const runs = new Set(run).size;
  return [
    ...(sizes > 0 && sizes < fewestSizes
      ? [{ code: "few-sizes", message: `Only ${sizes} sizes: the exponent of N rests on them alone.` } as const]
      : []),
    ...(runs < fewestWhole
      ? [{ code: "few-runs", message: `${runs === 1 ? "One run" : `${runs} runs`}: ${dependent}` } as const]
      : []),
  ];
}

/** Fewer runs cannot be resampled whole. */
const fewestWhole = 3;
const dependent = "rows of a run are correlated, so that intervals from them are too narrow.";

/** Whether parameters and tokens grew together, so that their terms cannot be told apart. */
function collinearity(law: Law, points: Points): Warning[] {
  const line = together(law, points);
  if (line === undefined || !(line.r2 > 0.97)) return [];
  const message = `N and D are collinear (R² = ${line.r2.toFixed(3)} in logarithms): their exponents are poorly identified, and the intervals are open at both ends.`;
  return [{ code: "collinear", message }];
}

/** The line of ln D on ln N over the points of a law in both. */
function together(law: Law, { inputs: { N, D } }: Points): Line | undefined {
  if (N === undefined || D === undefined || !["N", "D"].every((name) => law.inputs.includes(name))) return undefined;
  return linear(N.map(Math.log), D.map(Math.log));
}

/** D that is a power of N to within this share (standard deviation) of it. */
const exactly = 2e-3;

/** That D is told by N in all points, D = 20·N for one: no law in both can be told. Undefined where it is not so. */
export function tiedTokens(law: Law, points: Points): string | undefined {
  const line = together(law, points);
  const { N, D } = points.inputs;
  if (line === undefined || N === undefined || D === undefined || line.n < 3) return undefined;
  const off = D.map((d, i) => Math.log(d) - line.intercept - line.slope * Math.log(N[i] ?? NaN));
  // A budget shared out (D falls as N grows) has a valley, which tells the two apart.
  if (line.slope < 0 || !off.every((v) => Math.abs(v) < exactly)) return undefined;
  const ratio = Number(((D[0] ?? NaN) / (N[0] ?? NaN)).toPrecision(3));
  const tied =
    Math.abs(line.slope - 1) < exactly ? `D is ${ratio}·N` : `D goes as N^${Number(line.slope.toPrecision(3))}`;
  return `${tied} in every point: what N and D do cannot be told apart. Fit a law in C, or add runs of other token counts.`;
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

/** How well a frontier is carried by its runs. `owner` holds the run of each sample. */
export function frontierWarnings(points: Points): Warning[] {
  const { run, sizes } = points;
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
      message: `${Math.round((100 * most) / run.length)} % of the frontier belongs to one run, ${runTitle(points, owner)}.`,
    });
  return [...warnings, ...skipped(points, new Set(share.keys()))];
}

/** A size this many times away from the frontier's sizes on both sides would have had its own stretch of it. */
const apart = 1.4;

/** Sizes that the frontier goes past, from a smaller one to a larger one: their runs may not have been tuned as the others were. */
function skipped(points: Points, owners: ReadonlySet<number>): Warning[] {
  const { sizes, runs } = points;
  const on = [...owners].map((r) => sizes[r] ?? NaN).filter((size) => size > 0);
  const passed = [...runs.keys()].filter((r) => {
    const size = sizes[r] ?? NaN;
    const near = on.some((other) => Math.max(size / other, other / size) < apart);
    return !owners.has(r) && !near && size > Math.min(...on) && size < Math.max(...on);
  });
  const names = passed.map((r) => runTitle(points, r));
  if (names.length === 0 || on.length < 3) return [];
  const list = `${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}`;
  const message = `The frontier passes ${list} by, though smaller and larger models are on it: tuned as the others were?`;
  return [{ code: "under-tuned-run", message }];
}
