import { describeProtocol } from "../choices/words";
import type { Coefficient as FittedCoefficient, Fitted } from "../fit/result";
import type { FittedGroup, State } from "../state/state";
import { lawOf } from "../laws/index";
import { heldOutText } from "../print/chosenLaw";
import { coefficientText } from "../print/equation";
import { equationOf, pointsText } from "../print/fittedEquation";
import { decimals, plural, scientific } from "../print/numbers";
import { columnTitle, rowTitle } from "./groupNames";
import { tally, verdictOf } from "./verdict";
import type { Coefficient, CoefficientRow, Coefficients } from "./views";

/** The side panel: a row a group with its law, or with the reason why it has none; and the protocol in words. */
export function coefficientsView(state: State): Coefficients {
  const { fits } = state;
  if (fits === undefined) return { tally: "", rows: [], protocol: [] };
  const protocol =
    fits.groups.find(({ result }) => result.fit.status === "fitted")?.result.protocol ??
    fits.groups[0]?.result.protocol;
  return {
    tally: tally(fits.groups),
    rows: [...fits.groups]
      .sort(
        (a, b) => Number(verdictOf(b).good) - Number(verdictOf(a).good) || Number(isFitted(b)) - Number(isFitted(a)),
      )
      .map((fitted) => row(fitted, state.choices.group === fitted.group.id)),
    protocol: protocol === undefined ? [] : describeProtocol(protocol),
  };
}

function isFitted({ result }: FittedGroup): boolean {
  return result.fit.status === "fitted";
}

function row(fitted: FittedGroup, marked: boolean): CoefficientRow {
  const { fit } = fitted.result;
  const base = {
    id: fitted.group.id,
    title: rowTitle(fitted) || columnTitle(fitted),
    subtitle: rowTitle(fitted) === "" ? "" : columnTitle(fitted),
    attention: !verdictOf(fitted).good,
    marked,
  };
  const left = fitted.without.length;
  const without = left === 0 ? [] : [{ code: "no-x", message: `${plural(left, "run")} left out: no such x is known.` }];
  if (fit.status !== "fitted") {
    return { ...base, fitted: false, reason: fit.reason, coefficients: [], details: [], warnings: without };
  }
  return {
    ...base,
    fitted: true,
    reason: "",
    equation: equationOf(fit, fitted.result),
    coefficients: fit.coefficients.map(coefficient),
    details: details(fit, fitted),
    warnings: [...fit.warnings, ...without],
  };
}

function coefficient({ id, symbol, meaning, value, low, high, fixed }: FittedCoefficient): Coefficient {
  const none = fixed === true ? "fixed" : "";
  const interval =
    low === undefined || high === undefined ? none : `${coefficientText(low)} … ${coefficientText(high)}`;
  return { id, symbol, meaning, text: coefficientText(value), interval };
}

function details(fit: Fitted, { result, group }: FittedGroup): CoefficientRow["details"] {
  return [
    ...chosen(fit),
    { label: "R²", text: decimals(fit.r2, 4) },
    result.protocol.points === "frontier"
      ? { label: "Frontier", text: `${pointsText(fit, "frontier")}, ${plural(fit.points, "sample")}` }
      : { label: "Points", text: String(fit.points) },
    { label: "Runs", text: `${fit.runs} of ${group.runs.length}` },
    ...fit.ranges.map(({ symbol, low, high }) => ({ label: symbol, text: `${scientific(low)} … ${scientific(high)}` })),
    ...diagnosed(fit),
  ];
}

/** Why this law, where it was chosen. */
function chosen(fit: Fitted): CoefficientRow["details"] {
  if (fit.candidates === undefined) return [];
  const law = { label: "Law", text: lawOf(fit.law)?.label ?? fit.law };
  const errors = heldOutText(fit);
  return errors === "" ? [law] : [law, { label: "Held-out error", text: errors }];
}

/** What the optimum says of itself, of laws that are searched for: a line of two coefficients has but one answer. */
function diagnosed({ diagnostics, coefficients }: Fitted): CoefficientRow["details"] {
  if (diagnostics === undefined || coefficients.length <= 2) return [];
  const { starts, agreeing, condition, correlations, nextBasin } = diagnostics;
  const strongest = strongestPair(correlations ?? []);
  const pair = strongest && [strongest.row, strongest.column].map((at) => coefficients[at]?.symbol ?? "").join(", ");
  return [
    ...(starts > 1 ? [{ label: "Starts", text: `${agreeing} of ${starts} ended here` }] : []),
    ...(nextBasin === undefined ? [] : [{ label: "Next minimum", text: scientific(nextBasin.objective) }]),
    ...(condition === undefined ? [] : [{ label: "Condition", text: scientific(condition, 2) }]),
    ...(strongest === undefined
      ? []
      : [{ label: "Correlation", text: `${pair ?? ""} ${decimals(strongest.value, 2)}` }]),
  ];
}

/** The two coefficients that go together most. */
function strongestPair(
  correlations: readonly (readonly number[])[],
): { readonly row: number; readonly column: number; readonly value: number } | undefined {
  const all = correlations.flatMap((own, row) =>
    own.slice(0, row).map((value, column) => ({ row: column, column: row, value })),
  );
  return all.filter(({ value }) => Number.isFinite(value)).sort((a, b) => Math.abs(b.value) - Math.abs(a.value))[0];
}
