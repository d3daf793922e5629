import type { Diagnostics, Fitted } from "../fit/result";
import type { Observation } from "../observe/observation";
import { observationsOf } from "../views/observations";
import { pythonOf } from "./python";
import type { DiagnosticsReport, FitReport, StudyReport } from "./studyReport";
import { lackOf } from "../state/rows";
import type { Fits, State } from "../state/state";

export type ReportFormat = "csv" | "markdown" | "latex" | "json" | "python";

/** The report of what a panel shows: its fits, and the sentences under them. */
export function reportOfState(state: State): StudyReport {
  return { ...(state.fits ? reportOf(state.fits) : emptyReport), observations: observationsOf(state) };
}

/** The fits of a study as plain data: what `isoflop fit --json` prints and every other export is written from. */
export function reportOf(fits: Fits): StudyReport {
  const { choices, x, groups } = fits;
  const settled = groups.find(({ result }) => result.fit.status === "fitted") ?? groups[0];
  return {
    fits: groups.map(({ group, result: { fit, protocol }, without }) => {
      const { metric } = group;
      const about = {
        group: {
          ...Object.fromEntries(group.facets),
          metric: metric.key,
          ...(metric.domain ? { domain: metric.domain } : {}),
        },
        law: choices.law,
        runs: group.runs.length,
        minFlops: protocol.minFlops,
        warnings: without.map((run) => ({
          code: "no-x",
          message: `${run.name} left out: no ${lackOf(run, metric.key, x, protocol)} known`,
        })),
      };
      if (fit.status !== "fitted") {
        const objective = { id: choices.objective, value: null };
        return {
          ...about,
          formula: "",
          status: fit.status,
          reason: fit.reason,
          points: fit.have ?? 0,
          coefficients: {},
          r2: null,
          objective,
          range: {},
        };
      }
      return {
        ...about,
        formula: fit.formula.replace(/[{}]/g, ""),
        status: fit.status,
        points: fit.points,
        runs: fit.runs,
        coefficients: Object.fromEntries(
          fit.coefficients.map(({ id, value, low, high }) => [
            id,
            { value: known(value), low: known(low), high: known(high) },
          ]),
        ),
        r2: known(fit.r2),
        objective: { id: fit.objective.id, value: known(fit.objective.value) },
        range: Object.fromEntries(fit.ranges.map(({ symbol, low, high }) => [symbol, [known(low), known(high)]])),
        warnings: [...fit.warnings, ...about.warnings],
        ...(fit.interval === undefined ? {} : { interval: fit.interval }),
        ...(fit.diagnostics === undefined ? {} : { diagnostics: diagnosticsOf(fit, fit.diagnostics) }),
      };
    }),
    protocol: { ...settled?.result.protocol, metrics: choices.metrics, by: choices.by },
  };
}

function diagnosticsOf({ converged, coefficients }: Fitted, found: Diagnostics): DiagnosticsReport {
  const { nextBasin: next, correlations, ...rest } = found;
  const byId = (values: readonly number[]): Record<string, number | null> =>
    Object.fromEntries(coefficients.map(({ id }, k) => [id, known(values[k])]));
  return {
    converged,
    ...rest,
    ...(next === undefined
      ? {}
      : { nextBasin: { objective: known(next.objective), coefficients: byId(next.coefficients) } }),
    ...(correlations === undefined
      ? {}
      : { correlations: Object.fromEntries(coefficients.map(({ id }, k) => [id, byId(correlations[k] ?? [])])) }),
  };
}

function known(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** The report as text. No fits give an empty report, not an error. */
export function reportText(report: StudyReport, format: ReportFormat): string {
  switch (format) {
    case "json":
      return `${JSON.stringify(report, undefined, 2)}\n`;
    case "csv":
      return [header(report), ...cells(report)].map((row) => row.map(csvCell).join(",")).join("\n") + "\n";
    case "markdown":
      return [
        ...(report.fits.length > 0 ? [markdown(header(report), cells(report))] : []),
        ...((report.observations?.length ?? 0) > 0 ? [observationsMarkdown(report.observations ?? [])] : []),
      ].join("\n");
    case "latex":
      return latex(header(report), cells(report));
    case "python":
      return pythonOf(report);
  }
}

const emptyReport: StudyReport = { fits: [], protocol: {} };

/** The columns of a table of fits: the group's keys, then each coefficient with its interval, then how good it is. */
function header({ fits }: StudyReport): string[] {
  return [
    ...groupKeys(fits),
    "law",
    "status",
    ...coefficientIds(fits).flatMap((id) => [id, `${id}_low`, `${id}_high`]),
    "r2",
    "points",
    "runs",
    "note",
  ];
}

function cells({ fits }: StudyReport): string[][] {
  const keys = groupKeys(fits);
  const ids = coefficientIds(fits);
  return fits.map((fit) => [
    ...keys.map((key) => fit.group[key] ?? ""),
    fit.law,
    fit.status,
    ...ids.flatMap((id) => {
      const coefficient = fit.coefficients[id];
      return [coefficient?.value, coefficient?.low, coefficient?.high].map(number);
    }),
    number(fit.r2),
    String(fit.points),
    String(fit.runs),
    fit.reason ?? fit.warnings.map(({ message }) => message).join(" "),
  ]);
}

function groupKeys(fits: readonly FitReport[]): string[] {
  return [...new Set(fits.flatMap(({ group }) => Object.keys(group)))];
}

function coefficientIds(fits: readonly FitReport[]): string[] {
  return [...new Set(fits.flatMap(({ coefficients }) => Object.keys(coefficients)))];
}

/** The shortest text that reads back as the same number. */
function number(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}

/** Quoted where a comma, quote or line break asks for it; a text that a spreadsheet would run as a formula is led by a quote. */
function csvCell(text: string): string {
  const safe = /^[=+@\t]|^-(?![\d.])/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]): string => `| ${row.map(markdownCell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n") + "\n";
}

/** The sentences as a list, their caveats in italics. */
export function observationsMarkdown(observations: readonly Observation[]): string {
  const lines = observations.map(
    ({ sentence, caveat }) => `- ${markdownCell(sentence)}${caveat === undefined ? "" : ` *${markdownCell(caveat)}*`}`,
  );
  return `## Observations\n\n${lines.join("\n")}\n`;
}

function markdownCell(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|]/g, "\\$&");
}

function latex(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]): string => `${row.map(latexCell).join(" & ")} \\\\`;
  const body = [line(head), "\\midrule", ...rows.map(line)].join("\n");
  return `\\begin{tabular}{${"l".repeat(head.length)}}\n\\toprule\n${body}\n\\bottomrule\n\\end{tabular}\n`;
}

const latexMarks: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

function latexCell(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\~^&%$#_{}]/g, (mark) => latexMarks[mark] ?? `\\${mark}`);
}
