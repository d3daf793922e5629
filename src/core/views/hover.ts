import { predict } from "../fit/solve/predict";
import type { Run, Series } from "../runs/run";
import { lastFinite } from "../stats/lastFinite";
import { lossesOf } from "../state/groups";
import { fitFor, runOf } from "../state/select";
import type { State } from "../state/state";
import { equationOf } from "../print/fittedEquation";
import { count, decimals, percent, plural, scientific } from "../print/numbers";
import { viewOf } from "./index";
import { quantities } from "./quantities";
import type { HoverText } from "./views";

/**
 * What is known of a run where a chart's x is nearest to `x`: the same as in the tree and over a line of a log. Undefined when
 * the run or its series is gone.
 */
export function pointHover(state: State, runId: string, key: string, x: number): HoverText | undefined {
  const run = runOf(state, runId);
  const series = run?.series(key);
  if (run === undefined || series === undefined) return undefined;
  const quantity = quantities[viewOf(state.choices.tab).x?.(state) ?? "step"];
  const index = nearest(quantity.column(series, run) ?? series.step, x);
  const rows = [...factRows(run, series, index), ...lossRows(state, run, series, index)];
  return { title: run.name, rows, law: lawLine(state, run, series.key), problems: [] };
}

/** A run at its last point: its facts, then each of its losses with what the law says there. */
export function runHover(state: State, run: Run): HoverText {
  const found = lossesOf(run, "auto").flatMap((metric) => run.series(metric.key) ?? []);
  const first = found[0];
  const laws = new Set(found.map((series) => lawLine(state, run, series.key)));
  return {
    title: run.name,
    rows: [
      ...(first === undefined ? [] : factRows(run, first, lastFinite(first.value))),
      ...found.flatMap((series) => lossRows(state, run, series, lastFinite(series.value))),
      ...[...run.facets].map(([label, text]) => ({ label, text })),
      ...sourceRows(run),
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
      return series === undefined || index < 0 || series.quantity !== "ce" ? [] : [{ series, index, observed }];
    });
    const [first] = found;
    if (first === undefined) return undefined;
    const laws = new Set(found.map(({ series }) => lawLine(state, run, series.key)));
    return {
      title: run.name,
      rows: [
        ...factRows(run, first.series, first.index),
        ...found.flatMap(({ series, index, observed }) => lossRows(state, run, series, index, observed)),
      ],
      law: laws.size === 1 ? ([...laws][0] ?? "") : "",
      problems: found.some(({ series, index, observed }) => !Object.is(series.value[index], observed))
        ? ["The run went back and logged this step again: later rows are used."]
        : [],
    };
  }
  return undefined;
}

function nearest(column: Float64Array, x: number): number {
  let best = 0;
  let distance = Infinity;
  for (let i = 0; i < column.length; i++) {
    const d = Math.abs((column[i] ?? NaN) - x);
    if (d < distance) [best, distance] = [i, d];
  }
  return best;
}

type Row = HoverText["rows"][number];

/** Where the run's facts come from. */
function sourceRows({ facts }: Run): Row[] {
  const named = [
    ["N from", facts.params] as const,
    ["D from", facts.tokens] as const,
    ["C from", facts.flops] as const,
  ];
  return named.flatMap(([label, fact]) => (fact === undefined ? [] : [{ label, text: fact.how }]));
}

function factRows(run: Run, series: Series, index: number): Row[] {
  const at = (column: Float64Array | undefined): number => column?.[index] ?? NaN;
  const { params } = run.facts;
  const rows: (Row & { value: number })[] = [
    { label: "Step", text: at(series.step).toLocaleString("en-US"), value: at(series.step) },
    {
      label: "Parameters N",
      text: params ? `${count(params.value, 4)} ${params.kind}` : "",
      value: params?.value ?? NaN,
    },
    { label: "Tokens D", text: count(at(series.tokens), 4), value: at(series.tokens) },
    { label: "FLOPs C", text: scientific(at(series.flops), 4), value: at(series.flops) },
  ];
  return rows.filter(({ value }) => !Number.isNaN(value)).map(({ label, text }) => ({ label, text }));
}

function lossRows(state: State, run: Run, series: Series, index: number, observed = series.value[index] ?? NaN): Row[] {
  const name = series.domain ?? series.key;
  const fitted = fittedAt(state, run, series, index);
  const rows = [{ label: `CE ${name}`, text: decimals(observed, 4) }];
  if (fitted === undefined) return rows;
  return [
    ...rows,
    { label: `Fitted ${name}`, text: decimals(fitted, 4) },
    { label: "Residual", text: percent(observed / fitted - 1) },
  ];
}

/** What the law of the run's group says at that row; undefined where there is no law or no x. */
function fittedAt(state: State, run: Run, series: Series, index: number): number | undefined {
  const group = fitFor(state, run, series.key);
  if (group?.result.fit.status !== "fitted" || state.fits === undefined) return undefined;
  const at = (column: Float64Array | undefined): number => column?.[index] ?? NaN;
  const value = predict(group.result.fit, {
    x: at(quantities[state.fits.x].column(series, run)),
    N: run.facts.params?.value ?? NaN,
    D: at(series.tokens),
    C: at(series.flops),
    step: at(series.step),
  });
  return Number.isFinite(value) ? value : undefined;
}

function lawLine(state: State, run: Run, key: string): string {
  if (state.fits === undefined) return "No law fitted yet: run “Fit Scaling Law”.";
  const group = fitFor(state, run, key);
  if (group === undefined) return "Not part of the fitted groups.";
  const { fit } = group.result;
  return fit.status === "fitted"
    ? `${equationOf(fit, group.result).plain} · ${equationOf(fit, group.result).note}`
    : fit.reason;
}
