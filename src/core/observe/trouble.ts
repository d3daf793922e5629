import { decimals, plural } from "../view/numbers";
import type { Run } from "../runs/run";
import type { Observation } from "./observation";
import type { Study } from "./study";
import { listed, sentence } from "./words";

/** A run whose loss left its course: where it ended, and the lowest it had been. */
export interface Diverged {
  readonly run: Run;
  readonly lowest: number;
  /** NaN where the log ends in losses that are no numbers. */
  readonly end: number;
}

/** Past this share of what it had fallen (in ln L), a loss that has risen again has left its course. */
const lost = 0.5;
/** A smaller rise of ln L is no divergence, whatever it is a share of. */
const least = 0.1;

/** The loss of a run that diverged: it ends as no number, or far above the lowest it had been. Undefined for a sound run. */
export function divergence(run: Run): Diverged | undefined {
  for (const metric of run.metrics) {
    if (metric.quantity !== "ce") continue;
    const value = run.series(metric.key)?.value;
    if (value === undefined) continue;
    const known = value.filter((v) => Number.isFinite(v) && v > 0);
    const [first, last] = [known[0], known.at(-1)];
    if (first === undefined || last === undefined || known.length < 3) continue;
    const lowest = known.reduce((a, b) => Math.min(a, b), Infinity);
    const end = value.at(-1) ?? NaN;
    const rise = Math.log(last / lowest);
    if (rise > least && rise > lost * Math.log(first / lowest)) return { run, lowest, end: last };
    if (!Number.isFinite(end) && metric.role === "train") return { run, lowest, end };
  }
  return undefined;
}

/** Runs that diverged or failed, and restarts that were merged: facts of the files. */
export function trouble(study: Study): Observation[] {
  const diverged = study.runs.flatMap((run) => divergence(run) ?? []);
  const failed = study.runs.filter((run) => run.status === "failed" && !diverged.some((one) => one.run === run));
  const restarted = study.runs.filter(({ restarts }) => restarts > 0);
  const restarts = restarted.reduce((sum, run) => sum + run.restarts, 0);
  const of = `of ${study.runs.length}`;
  const names = listed(
    failed.map(({ name }) => name),
    3,
  );
  const parts = [
    diverged.length > 0 && `${plural(diverged.length, "run")} ${of} diverged: ${listed(diverged.map(courseOf), 3)}`,
    failed.length > 0 && `${plural(failed.length, "run")} ${of} failed: ${names}`,
    restarts > 0 && `${plural(restarts, "restart")} of ${plural(restarted.length, "run")} merged: the later rows count`,
  ].filter((part) => part !== false);
  if (parts.length === 0) return [];
  const about = [...diverged.map(({ run }) => run), ...failed, ...restarted];
  return [
    {
      kind: "trouble",
      id: "trouble",
      sentence: `${sentence(parts.join("; "))}.`,
      strength: "counted",
      numbers: [
        { label: "runs that diverged", value: diverged.length, unit: "runs" },
        { label: "runs that failed", value: failed.length, unit: "runs" },
        { label: "restarts", value: restarts, unit: "" },
      ],
      groups: [],
      runs: [...new Set(about.map(({ id }) => id))],
      metrics: [],
      weight: diverged.length + failed.length > 0 ? 5.8 : 2.5,
    },
  ];
}

function courseOf({ run, lowest, end }: Diverged): string {
  const last = Number.isFinite(end) ? decimals(end, 2) : "no number";
  return `${run.name} (${decimals(lowest, 2)} at its lowest, ${last} at its end)`;
}
