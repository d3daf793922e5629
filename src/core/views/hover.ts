import { protocolOf } from "../fit/protocol/protocol";
import { predict } from "../fit/solve/predict";
import type { Run, Series } from "../runs/run";
import { lawOf } from "../laws/index";
import { asGiven } from "../state/counting";
import { lossesOf } from "../state/groups";
import { columnOf } from "../state/inputs";
import { lackOf, rowInputs, rowsOf, type Rows } from "../state/rows";
import { lastFiniteIndex } from "../stats/lastFiniteIndex";
import { fitFor, runOf } from "../state/select";
import type { FittedGroup, State } from "../state/state";
import { equationOf } from "../print/fittedEquation";
import { count, decimals, percent, plural, scientific } from "../print/numbers";
import { viewOf } from "./index";
import { quantities } from "./quantities";
import type { HoverText } from "./views";

/**
 * What is known of a run where a chart's x is nearest to `at`: the same as in the tree and over a line of a log. Undefined when
 * the run or its series is gone.
 */
export function pointHover(state: State, runId: string, key: string, at: number): HoverText | undefined {
  const run = runOf(state, runId);
  const series = run?.series(key);
  if (run === undefined || series === undefined) return undefined;
  const read = readRows(state, run, series);
  const x = viewOf(state.choices.tab).x?.(state) ?? "step";
  // A chart that is of no fit draws what the run gives of itself, whatever the fits count.
  const drawn = x === "fits" ? readRows(state, run, series, ["x"]) : rowsAsGiven(run, series);
  const column = x === "fits" ? drawn.x : quantities[x].column(series, run);
  const index = nearest(columnOf(column ?? series.step, series.step.length), at);
  const rows = [...factRows(drawn, index), ...lossRows(state, run, read, index)];
  return { title: run.name, rows, law: lawLine(state, run, read), problems: [] };
}

/** A run at its last point: its facts, then each of its losses with what the law says there. */
export function runHover(state: State, run: Run): HoverText {
  const found = lossesOf(run, "auto").flatMap((metric) => {
    const series = run.series(metric.key);
    return series === undefined ? [] : [readRows(state, run, series)];
  });
  const first = found[0];
  const laws = new Set(found.map((rows) => lawLine(state, run, rows)));
  return {
    title: run.name,
    rows: [
      ...(first === undefined ? [] : factRows(first, lastFiniteIndex(first.series.value))),
      ...found.flatMap((rows) => lossRows(state, run, rows, lastFiniteIndex(rows.series.value))),
      ...[...run.facets].map(([label, text]) => ({ label, text })),
      ...sourceRows(run, first),
      ...[...(run.set ?? [])].map(([what, how]) => ({ label: `Set: ${what}`, text: how })),
      { label: "Files", text: plural(run.files.length, "file") },
      ...(run.restarts > 0 ? [{ label: "Restarts", text: String(run.restarts) }] : []),
    ],
    law: laws.size === 1 ? ([...laws][0] ?? "") : "",
    problems: run.problems.map(({ line, message }) => (line === undefined ? message : `line ${line}: ${message}`)),
  };
}

/** A 1-based line of a log: every loss that it holds, beside what the law says at its step. Undefined where no run has a row there. */
export function lineHover(state: State, file: string, line: number): HoverText | undefined {
  for (const run of state.runs) {
    const row = run.files.includes(file) ? run.rowAtLine(file, line) : undefined;
    if (row === undefined) continue;
    const found = [...row.values].flatMap(([key, observed]) => {
      const series = run.series(key);
      const index = row.places.get(key) ?? -1;
      return series === undefined || index < 0 || series.quantity !== "ce"
        ? []
        : [{ rows: readRows(state, run, series), index, observed }];
    });
    const [first] = found;
    if (first === undefined) return undefined;
    const laws = new Set(found.map(({ rows }) => lawLine(state, run, rows)));
    return {
      title: run.name,
      rows: [
        ...factRows(first.rows, first.index),
        ...found.flatMap(({ rows, index, observed }) => lossRows(state, run, rows, index, observed)),
      ],
      law: laws.size === 1 ? ([...laws][0] ?? "") : "",
      problems: found.some(({ rows, index, observed }) => !Object.is(rows.series.value[index], observed))
        ? ["The run went back and logged this step again: later rows are used."]
        : [],
    };
  }
  return undefined;
}

/** The rows of a series as the fits read them; as the run gives them where there is no fit, or it lacks what is counted. */
function readRows({ fits }: State, run: Run, series: Series, inputs = inputsOf(fits)): Rows {
  const protocol = fits && protocolOf(fits.choices, fits.x);
  return (protocol && rowsOf(run, series, protocol.x, inputs, protocol)) ?? rowsAsGiven(run, series);
}

const inputsOf = (fits: State["fits"]): readonly string[] => lawOf(fits?.choices.law ?? "")?.inputs ?? [];

function rowsAsGiven(run: Run, series: Series): Rows {
  return rowsOf(run, series, "step", ["x"], asGiven) ?? { series, inputs: {} };
}

/** Of rows at the same x the last: the one that a fit keeps. */
function nearest(column: Float64Array, x: number): number {
  let best = 0;
  let distance = Infinity;
  for (let i = 0; i < column.length; i++) {
    const d = Math.abs((column[i] ?? NaN) - x);
    if (d <= distance) [best, distance] = [i, d];
  }
  return best;
}

type Row = HoverText["rows"][number];

/** Where N, D and C come from. */
function sourceRows({ facts }: Run, rows: Rows | undefined): Row[] {
  const named = [
    ["N from", rows?.params ?? facts.params] as const,
    ["D from", facts.tokens] as const,
    ["C from", rows?.flops ?? facts.flops] as const,
  ];
  return named.flatMap(([label, fact]) => (fact === undefined ? [] : [{ label, text: fact.how }]));
}

function factRows(read: Rows, index: number): Row[] {
  const { step = NaN, N = NaN, D = NaN, C = NaN } = rowInputs(read, index);
  const rows: (Row & { value: number })[] = [
    { label: "Step", text: step.toLocaleString("en-US"), value: step },
    { label: "Parameters N", text: `${count(N, 4)} ${read.params?.kind ?? ""}`, value: N },
    { label: "Tokens D", text: count(D, 4), value: D },
    { label: "FLOPs C", text: scientific(C, 4), value: C },
  ];
  return rows.filter(({ value }) => !Number.isNaN(value)).map(({ label, text }) => ({ label, text }));
}

function lossRows(
  state: State,
  run: Run,
  rows: Rows,
  index: number,
  observed = rows.series.value[index] ?? NaN,
): Row[] {
  const name = rows.series.domain ?? rows.series.key;
  const fitted = fittedAt(state, run, rows, index);
  const loss = { label: `CE ${name}`, text: decimals(observed, 4) };
  if (fitted === undefined) return [loss];
  return [
    loss,
    { label: `Fitted ${name}`, text: decimals(fitted, 4) },
    { label: "Residual", text: percent(observed / fitted - 1) },
  ];
}

/** What the law of the run's group says at that row; undefined where there is no law or an input is unknown. */
function fittedAt(state: State, run: Run, rows: Rows, index: number): number | undefined {
  const group = fitFor(state, run, rows.series.key);
  const fit = group?.result.fit;
  if (fit?.status !== "fitted" || isLeftOut(group, run)) return undefined;
  const value = predict(fit, rowInputs(rows, index));
  return Number.isFinite(value) ? value : undefined;
}

function isLeftOut(group: FittedGroup | undefined, run: Run): boolean {
  return group?.without.some(({ id }) => id === run.id) === true;
}

function lawLine(state: State, run: Run, { series: { key } }: Rows): string {
  if (state.fits === undefined) return "No law fitted yet: run “Fit Scaling Law”.";
  const group = fitFor(state, run, key);
  if (group === undefined) return "Not part of the fitted groups.";
  const { fit, protocol } = group.result;
  if (isLeftOut(group, run)) return `Left out of the fit: no ${lackOf(run, key, protocol.x, protocol)} known.`;
  return fit.status === "fitted"
    ? `${equationOf(fit, group.result).plain} · ${equationOf(fit, group.result).note}`
    : fit.reason;
}
