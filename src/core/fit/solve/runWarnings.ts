import { mad } from "../../stats/mad";
import { median } from "../../stats/median";
import { runTitle, type Points } from "../points/points";
import type { Warning } from "../result";

/** Runs this many robust standard deviations off the others' residuals stand out. */
const far = 5;
/** A run off by less than this in ln L is on the law, however well the others fit. */
const least = 1e-3;
const fewestRuns = 6;

/**
 * Runs that the law misses far more than the others: by the mean of their ln L − ln L̂, in units of 1.4826·MAD over the runs (Hampel
 * 1974). One above the law may not have been tuned as the others were; one below it is no less strange.
 */
export function runWarnings(points: Points, predicted: Float64Array): Warning[] {
  const { loss, run } = points;
  const sums = new Map<number, { sum: number; rows: number }>();
  loss.forEach((l, i) => {
    const one = sums.get(run[i] ?? -1) ?? { sum: 0, rows: 0 };
    one.sum += Math.log(l / (predicted[i] ?? NaN));
    one.rows++;
    sums.set(run[i] ?? -1, one);
  });
  if (sums.size < fewestRuns) return [];
  const means = [...sums].map(([r, { sum, rows }]) => ({ run: runTitle(points, r), off: sum / rows }));
  const centre = median(means.map(({ off }) => off)) ?? NaN;
  const scale = 1.4826 * (mad(means.map(({ off }) => off)) ?? NaN);
  const out = means.filter(({ off }) => Math.abs(off - centre) > Math.max(far * scale, least));
  if (out.length === 0 || out.length > 0.2 * means.length) return [];
  const above = out.filter(({ off }) => off > centre).sort((a, b) => b.off - a.off);
  const below = out.filter(({ off }) => off < centre).sort((a, b) => a.off - b.off);
  return [
    ...(above.length > 0
      ? [{ code: "under-tuned-run", message: `${named(above)} above the law: not tuned as the others were?` } as const]
      : []),
    ...(below.length > 0
      ? [{ code: "outlying-run", message: `${named(below)} below the law, far off the other runs.` } as const]
      : []),
  ];
}

/** "a, b and 3 more lie up to 4.1 %": the worst first. */
function named(out: readonly { readonly run: string; readonly off: number }[]): string {
  const shown = out.slice(0, 3).map(({ run }) => run);
  const rest = out.length - shown.length;
  const names = `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  const most = `${Number((100 * Math.abs(Math.expm1(out[0]?.off ?? NaN))).toPrecision(2))} %`;
  return out.length === 1 ? `${names} lies ${most}` : `${names} lie up to ${most}`;
}
