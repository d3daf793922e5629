import { decimals } from "../print/numbers";
import { groupPoints } from "../fit/points/rows";
import type { Points } from "../fit/points/points";
import { predictAll } from "../fit/solve/predict";
import { parabola } from "../stats/parabola";
import type { Observation } from "./observation";
import { calledIn, comparable, lawful, nameOf, type Lawful, type Study } from "./study";
import { percentage, sentence } from "./words";

/** How one law fits its points. */
interface FitQuality {
  readonly one: Lawful;
  /** The point farthest off: L/L̂ − 1, and whose it is. */
  readonly farthest: { readonly off: number; readonly run: string };
  /** Whether the points lie above the law at both ends and below it between. */
  readonly bends: boolean;
}

/** How well the laws fit: the least R², the point farthest off and whose it is, and whether the points bend away from the laws. */
export function quality(study: Study): Observation[] {
  const all = comparable(study);
  const found = (all.length > 0 ? all : lawful(study)).flatMap((one) => judged(one, study) ?? []);
  const worst = least(found, ({ one }) => one.fit.r2);
  const off = least(found, ({ farthest }) => -Math.abs(farthest.off));
  if (worst === undefined || off === undefined) return [];
  const run = off.one.group.runs.find(({ id }) => id === off.farthest.run);
  const bent = found.filter(({ bends }) => bends);
  return [
    {
      kind: "quality",
      id: "quality",
      sentence: sentence(
        `${fitWords(worst, found.length)}; ${offWords(off, run && calledIn(study, run), found.length)}.`,
      ),
      strength: "counted",
      ...(bent.length > found.length / 2 ? { caveat: bentWords(bent, found.length, study) } : {}),
      numbers: found.map(({ one }) => ({ label: `R², ${nameOf(one)}`, value: one.fit.r2, unit: "" })),
      groups: [...new Set([worst.one.group.id, off.one.group.id])],
      runs: run === undefined ? [] : [run.id],
      domains: [],
      weight: worst.one.fit.r2 < 0.95 ? 6.5 : 4.5,
    },
  ];
}

function fitWords({ one }: FitQuality, laws: number): string {
  const r2 = r2Text(one.fit.r2);
  return laws > 1
    ? `all ${laws} laws fit with R² of ${r2} or more (the least: ${nameOf(one)})`
    : `the law fits with R² = ${r2}`;
}

function offWords({ one, farthest: { off } }: FitQuality, run: string | undefined, laws: number): string {
  const whose = run === undefined ? "" : `, of ${run}`;
  const where = laws > 1 ? ` (${nameOf(one)})` : "";
  return `the point farthest off lies ${percentage(Math.abs(off))} ${off > 0 ? "above" : "below"} its law${whose}${where}`;
}

function bentWords(bent: readonly FitQuality[], laws: number, study: Study): string {
  const points = bent.length === laws ? "The points" : `In ${bent.length} of ${laws} laws the points`;
  const floor = leastWithFloor(bent, study);
  const better = floor === undefined ? "" : ` With a floor they would be fitted with R² of ${r2Text(floor)} or more.`;
  return `${points} lie above their law at both ends and below it between: they bend, and beyond them the law is likely too low.${better}`;
}

/** The least R² of these groups under the power law with a floor; undefined where that is no better, or not to be had. */
function leastWithFloor(bent: readonly FitQuality[], study: Study): number | undefined {
  if (bent.some(({ one }) => one.fit.law !== "power")) return undefined;
  const fits = bent.map(({ one }) => {
    const protocol = { ...one.result.protocol, law: "power-floor", bootstrap: 0, interval: "percentile" };
    return study.refit(one, "with-floor", study.curves(one), protocol);
  });
  const least = Math.min(...fits.map((fit) => (fit?.status === "fitted" ? fit.r2 : -Infinity)));
  return least > Math.min(...bent.map(({ one }) => one.fit.r2)) ? least : undefined;
}

/** Enough digits to tell it from 1. */
const r2Text = (r2: number): string =>
  decimals(r2, r2 < 1 ? Math.min(9, Math.max(3, -Math.floor(Math.log10(1 - r2)))) : 3);

function judged(one: Lawful, study: Study): FitQuality | undefined {
  const points = pointsOf(one, study);
  const n = points.loss.length;
  const law = predictAll(one.fit, points.inputs, n);
  const off = points.loss.map((loss, i) => loss / (law[i] ?? NaN) - 1);
  const at = off.reduce((best, v, i) => (Math.abs(v) > Math.abs(off[best] ?? 0) ? i : best), 0);
  const farthest = { off: off[at] ?? NaN, run: points.runs[points.run[at] ?? -1] ?? "" };
  return n === 0 || !Number.isFinite(farthest.off) || !Number.isFinite(one.fit.r2)
    ? undefined
    : { one, farthest, bends: bendsAway(points, off) };
}

/** What a law was fitted to: the frontier as it stands in the answer, else the rows again. */
function pointsOf(one: Lawful, study: Study): Points {
  const { frontier, protocol } = one.result;
  if (frontier === undefined) return groupPoints(study.curves(one), protocol).points;
  const { x, loss, owner, runs } = frontier;
  return { inputs: { x }, loss, run: owner, runs, sizes: new Float64Array(runs.length) };
}

/** A parabola through what is left over along ln x that opens upwards and takes more than half of it. */
function bendsAway({ inputs: { x } }: Points, off: Float64Array): boolean {
  if (x === undefined || off.length < 8) return false;
  const u = x.map(Math.log);
  const curve = parabola(u, off);
  if (curve === undefined) return false;
  const rest = off.reduce(
    (sum, v, i) => sum + (v - (curve.value + curve.curvature * ((u[i] ?? NaN) - curve.vertex) ** 2)) ** 2,
    0,
  );
  return rest < 0.5 * off.reduce((sum, v) => sum + v * v, 0);
}

function least<T>(items: readonly T[], read: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (best, one) => (best === undefined || read(one) < read(best) ? one : best),
    undefined,
  );
}
