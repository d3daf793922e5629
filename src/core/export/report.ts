import type { XAxis } from "../fit/protocol/protocol";
import type { Diagnostics, Fitted, NotFitted } from "../fit/result";
import { observationsOf } from "../views/observations";
import { known } from "../print/derived";
import type { DiagnosticsReport, FitReport, StudyReport } from "./studyReport";
import { lackOf } from "../state/rows";
import type { FittedGroup, Fits, State } from "../state/state";

/** The report of what a panel shows: its fits, and the sentences under them. */
export function reportOfState(state: State): StudyReport {
  return { ...(state.fits ? reportOf(state.fits) : emptyReport), observations: observationsOf(state) };
}

/** The fits of a study as plain data: what `isoflop fit --json` prints and every other export is written from. */
export function reportOf({ choices, x, groups }: Fits): StudyReport {
  const settled = groups.find(({ result }) => result.fit.status === "fitted") ?? groups[0];
  return {
    fits: groups.map((group): FitReport => {
      const { fit } = group.result;
      const about = aboutGroup(group, choices.law, x);
      return fit.status === "fitted" ? fittedReport(about, fit) : notFittedReport(about, fit, choices.objective);
    }),
    protocol: { ...settled?.result.protocol, metrics: choices.metrics, by: choices.by },
  };
}

/** What is known of a group whether it was fitted or not. */
type About = Pick<FitReport, "group" | "law" | "runs" | "minFlops" | "warnings">;

function aboutGroup({ group, result: { protocol }, without }: FittedGroup, law: string, x: XAxis): About {
  const { metric } = group;
  return {
    group: {
      ...Object.fromEntries(group.facets),
      metric: metric.key,
      ...(metric.domain ? { domain: metric.domain } : {}),
    },
    law,
    runs: group.runs.length,
    minFlops: protocol.minFlops,
    warnings: without.map((run) => ({
      code: "no-x",
      message: `${run.name} left out: no ${lackOf(run, metric.key, x, protocol)} known`,
    })),
  };
}

function notFittedReport(about: About, { status, reason, have }: NotFitted, objective: string): FitReport {
  return {
    ...about,
    formula: "",
    status,
    reason,
    points: have ?? 0,
    coefficients: {},
    r2: null,
    objective: { id: objective, value: null },
    range: {},
  };
}

function fittedReport(about: About, fit: Fitted): FitReport {
  const { coefficients, ranges, interval, diagnostics } = fit;
  const values = coefficients.map(({ id, value, low, high, fixed }) => {
    const held = fixed === true ? { fixed } : {};
    return [id, { value: known(value), low: known(low), high: known(high), ...held }] as const;
  });
  return {
    ...about,
    law: fit.law,
    formula: fit.formula.replace(/[{}]/g, ""),
    status: fit.status,
    points: fit.points,
    runs: fit.runs,
    coefficients: Object.fromEntries(values),
    r2: known(fit.r2),
    objective: { id: fit.objective.id, value: known(fit.objective.value) },
    range: Object.fromEntries(ranges.map(({ symbol, low, high }) => [symbol, [known(low), known(high)]])),
    warnings: [...fit.warnings, ...about.warnings],
    ...(fit.candidates === undefined
      ? {}
      : { candidates: fit.candidates.map(({ law, heldOut }) => ({ law, heldOut: known(heldOut) })) }),
    ...(interval === undefined ? {} : { interval }),
    ...(diagnostics === undefined ? {} : { diagnostics: diagnosticsOf(fit, diagnostics) }),
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

const emptyReport: StudyReport = { fits: [], protocol: {} };
