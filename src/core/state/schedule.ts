import { findSetting, lastPiece, makeSettings } from "../runs/words/config";
import { plannedSteps } from "../runs/facts/facts";
import { usualFacetName } from "../runs/words/facetNames";
import { normalKey } from "../runs/words/names";
import type { Run } from "../runs/run";
import { lastFiniteIndex } from "../stats/lastFiniteIndex";

/** A rate at or below this share of its peak has come down: schedules end at a tenth, or at 0. */
const down = 0.2;

/**
 * Whether a run's learning rate has come down at its end: by the rate it logged, where it logged one; else by the schedule that its
 * settings or facets name (constant has not; cosine, linear, wsd … have, unless the run stopped short of its planned steps).
 * Undefined where neither is known.
 */
export function hasDecayed(run: Run): boolean | undefined {
  return byLog(run) ?? bySchedule(run);
}

function byLog(run: Run): boolean | undefined {
  const metric = run.metrics.find(({ key }) => isRate(key));
  const values = metric && run.series(metric.key)?.value.filter(Number.isFinite);
  if (values === undefined || values.length < 2) return undefined;
  const peak = values.reduce((most, v) => Math.max(most, v), 0);
  return peak > 0 ? (values[values.length - 1] ?? NaN) <= down * peak : undefined;
}

/** `lr`, `train/learning_rate`, `optim/lr`, `lr-AdamW`; no share, scale or count of it. */
function isRate(key: string): boolean {
  const last = normalKey(lastPiece(key));
  return usualFacetName[last] === "lr" || /^(lr|learning_rate)_(pg|group|adam|sgd|muon)[a-z_]*\d*$/.test(last);
}

const constant = /const|none|fixed|flat/;
const falling = /cos|linear|wsd|decay|cool|anneal|poly|exp|step|trapez|sqrt|one_?cycle|1-?sqrt/;

function bySchedule(run: Run): boolean | undefined {
  const words = [
    ...[...run.facets].filter(([name]) => usualFacetName[normalKey(name)] === "schedule").map(([, value]) => value),
    ...[...run.config]
      .filter(([key, value]) => typeof value === "string" && isSchedule(key))
      .map(([, value]) => String(value)),
  ].map((word) => word.toLowerCase());
  const [word] = words;
  if (word === undefined) return undefined;
  if (constant.test(word) && !falling.test(word.replace(/constant[_ ]?(with[_ ])?/, ""))) return false;
  if (!falling.test(word)) return undefined;
  return reachedEnd(run);
}

/** `lr_schedule`, `scheduler`, `lr_scheduler_type`, `lr_decay_style`. */
function isSchedule(key: string): boolean {
  const last = normalKey(lastPiece(key));
  return (
    usualFacetName[last] === "schedule" ||
    /^(lr_)?(scheduler?|decay)(_(type|name|style))$/.test(last) ||
    last === "lr_scheduler"
  );
}

/** A run whose planned end is known has decayed when it got there; one whose is not is taken at its schedule's word. */
function reachedEnd(run: Run): boolean {
  const settings = makeSettings([{ source: "config", values: run.config }]);
  const planned = plannedSteps(settings);
  const decay = findSetting(
    settings,
    ["lr_decay_iters", "lr_decay_steps", "decay_steps"],
    (v) => typeof v === "number" && v > 1,
  );
  const end = typeof decay?.value === "number" ? decay.value : planned;
  if (end === undefined) return true;
  const last = Math.max(...run.metrics.map(({ key }) => lastStepOf(run, key)));
  return !(last < 0.95 * end);
}

function lastStepOf(run: Run, key: string): number {
  const step = run.series(key)?.step;
  return step?.[lastFiniteIndex(step)] ?? -Infinity;
}
