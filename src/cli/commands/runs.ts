import { isDefect, type Problem } from "../../core/runs/problem";
import type { Fact, Metric, Run, SeriesSummary } from "../../core/runs/run";
import { summarize } from "../../core/runs/assemble/summarize";
import { compareNatural, lossesOf } from "../../core/state/groups";
import { count, decimals, plural } from "../../core/print/numbers";
import { flopsText } from "../../core/print/typed";
import type { Command } from "../command";
import type { Io } from "../io";
import { readOptions } from "../flags/options";
import { inkOf, print, printJson, say } from "../print/printer";
import { shownProblems } from "../print/problems";
import { placeOf } from "../print/runPlace";
import { readFlags, readStudy, type ReadStudy } from "../readStudy";
import { table } from "../print/table";

const flags = { ...readFlags, json: { type: "boolean", help: "as JSON, everything that is known" } } as const;

/** Losses shown side by side at most. */
const mostLosses = 4;

export const runs: Command = {
  id: "runs",
  usage: "PATH… [--json]",
  summary: "the runs that were found, with what is known of each",
  flags,
  async run(args, io) {
    const { values, positionals } = readOptions(args, flags);
    const study = await readStudy(io, positionals, values, { empty: true });
    if (values.json === true)
      printJson(io, { runs: study.runs.map(asJson), problems: study.problems.map(problemJson) });
    else printRuns(io, study);
    if (study.runs.length > 0) return 0;
    say(io, `isoflop: no training runs in ${positionals.join(", ")}`);
    return 1;
  },
};

function asJson(run: Run): Record<string, unknown> {
  const { id, name, folder: group, formats, files, status, restarts, facts, facets, metrics, problems, set } = run;
  return {
    id,
    name,
    group,
    formats,
    files,
    status,
    restarts,
    facts: Object.fromEntries(Object.entries(facts).map(([key, fact]: [string, Fact]) => [key, factJson(fact)])),
    facets: Object.fromEntries(facets),
    ...(set === undefined ? {} : { set: Object.fromEntries(set) }),
    series: metrics.flatMap((metric) => summaryOf(run, metric) ?? []).map(summaryJson),
    problems: problems.map(problemJson),
  };
}

function factJson({ value, from, kind, how }: Fact): Record<string, unknown> {
  return { value, from, kind, how };
}

function summaryJson({ domain, ...rest }: SeriesSummary): Record<string, unknown> {
  const { key, asLogged, role, quantity, unit, points, firstStep, lastStep, first, last, min } = rest;
  return {
    key,
    ...(asLogged === undefined ? {} : { asLogged }),
    role,
    domain: domain ?? null,
    quantity,
    unit,
    points,
    firstStep,
    lastStep,
    first,
    last,
    min,
  };
}

function problemJson({ file, line, message, kind }: Problem): unknown {
  return { file, line: line ?? null, message, ...(kind === undefined ? {} : { kind }) };
}

function summaryOf(run: Run, metric: Metric): SeriesSummary | undefined {
  const series = run.series(metric.key);
  return series && summarize(series);
}

function printRuns(io: Io, { runs: found, problems, files }: ReadStudy): void {
  const ink = inkOf(io);
  const keys = [...new Set(found.flatMap((run) => lossesOf(run, "auto").map(({ key }) => key)))];
  const shown = keys.slice(0, mostLosses);
  const heads = [
    { head: "run" },
    { head: "status" },
    { head: "N", align: "right" as const },
    { head: "D", align: "right" as const },
    { head: "C", align: "right" as const },
    { head: "last step", align: "right" as const },
    ...shown.map((key) => ({ head: key, align: "right" as const })),
    { head: "problems", align: "right" as const },
  ];
  const rows = labelled(found)
    .sort((a, b) => compareNatural(a.label, b.label))
    .map(({ run, label }) => row(run, label, shown));
  if (rows.length > 0) print(io, table(heads, rows, ink));
  const more = keys.length - shown.length;
  const all = [...found.flatMap((run) => run.problems), ...problems];
  print(
    io,
    ink.dim(
      `${plural(found.length, "run")} in ${plural(files, "file")}${more > 0 ? `; ${more} more losses: see --json` : ""}`,
    ),
  );
  const defects = all.filter(isDefect);
  const hints = all.filter((problem) => !isDefect(problem));
  const list = (title: string, of: readonly Problem[]): void => {
    print(io, ["", `${title}:`, ...shownProblems(of, io.cwd)].join("\n"));
  };
  if (defects.length > 0) list(plural(defects.length, "problem"), defects);
  if (hints.length > 0) list("Notes", hints);
}

/** Runs with their places, or their ids where places are not one run's. */
function labelled(found: readonly Run[]): { readonly run: Run; readonly label: string }[] {
  const places = found.map(placeOf);
  const counts = new Map<string, number>();
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  return found.map((run, i) => {
    const place = places[i] ?? run.id;
    return { run, label: counts.get(place) === 1 ? place : run.id };
  });
}

function row(run: Run, label: string, keys: readonly string[]): string[] {
  const { params, tokens, flops } = run.facts;
  const summaries = run.metrics.flatMap((metric) => summaryOf(run, metric) ?? []);
  const last = Math.max(...summaries.map(({ lastStep }) => lastStep).filter(Number.isFinite));
  return [
    label,
    run.status === "unknown" ? "" : run.status,
    params ? count(params.value) : "",
    tokens ? count(tokens.value) : "",
    flops ? flopsText(flops.value) : "",
    Number.isFinite(last) ? String(last) : "",
    ...keys.map((key) => lossText(summaries.find((summary) => summary.key === key))),
    String(run.problems.filter(isDefect).length || ""),
  ];
}

function lossText(summary: SeriesSummary | undefined): string {
  return summary === undefined ? "" : decimals(summary.last, 4);
}
