import { decimals, plural } from "../print/numbers";
import type { Run } from "../runs/run";
import type { Observation } from "./measure/observation";
import { calledIn, type Study } from "./measure/study";
import { listed, ofRuns, sentence } from "./measure/words";

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

/**
 * The loss of a run that diverged: it ends as no number, or far above the lowest it had been. Its training loss says so, or, where
 * it has none, every loss: what a model forgets of a domain it is not trained on is no divergence. Undefined for a sound run.
 */
export function divergence(run: Run): Diverged | undefined {
  if (!known.has(run)) known.set(run, courseLost(run));
  return known.get(run);
}

/** A run is another one when its logs have grown; views and observations ask again and again. */
const known = new WeakMap<Run, Diverged | undefined>();

function courseLost(run: Run): Diverged | undefined {
  const losses = run.metrics.filter(({ quantity, role }) => quantity === "ce" && role !== "other");
  const training = losses.filter(({ role }) => role === "train");
  const found = (training.length > 0 ? training : losses).map(({ key }) => offCourse(run, key));
  return found.every((one) => one !== undefined) ? found[0] : undefined;
}

function offCourse(run: Run, key: string): Diverged | undefined {
  const value = run.series(key)?.value ?? new Float64Array(0);
  let [points, first, last, lowest] = [0, NaN, NaN, Infinity];
  for (const v of value) {
    if (!(v > 0 && v < Infinity)) continue;
    if (points++ === 0) first = v;
    last = v;
    if (v < lowest) lowest = v;
  }
  if (points < 3) return undefined;
  const rise = Math.log(last / lowest);
  if (rise > least && rise > lost * Math.log(first / lowest)) return { run, lowest, end: last };
  return Number.isFinite(value.at(-1)) ? undefined : { run, lowest, end: NaN };
}

/** Runs that diverged or failed, and restarts that were merged: facts of the files. */
export function trouble(study: Study): Observation[] {
  const diverged = study.runs.flatMap((run) => divergence(run) ?? []);
  const failed = study.runs.filter((run) => run.status === "failed" && !diverged.some((one) => one.run === run));
  const restarted = study.runs.filter(({ restarts }) => restarts > 0);
  const restarts = restarted.reduce((sum, run) => sum + run.restarts, 0);
  const of = `of ${study.runs.length}`;
  const names = listed(
    failed.map((run) => calledIn(study, run)),
    3,
  );
  const parts = [
    diverged.length > 0 &&
      `${plural(diverged.length, "run")} ${of} diverged: ${listed(
        diverged.map((one) => courseOf(one, calledIn(study, one.run))),
        3,
      )}`,
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
      basis: ofRuns(about.length > 0 ? about : study.runs),
      numbers: [
        { label: "runs that diverged", value: diverged.length, unit: "runs" },
        { label: "runs that failed", value: failed.length, unit: "runs" },
        { label: "restarts", value: restarts, unit: "" },
      ],
      groups: [],
      runs: [...new Set(about.map(({ id }) => id))],
      domains: [],
      weight: diverged.length + failed.length > 0 ? 5 : 2.5,
    },
  ];
}

function courseOf({ lowest, end }: Diverged, name: string): string {
  const last = Number.isFinite(end) ? decimals(end, 2) : "no number";
  return `${name} (${decimals(lowest, 2)} at its lowest, ${last} at its end)`;
}
