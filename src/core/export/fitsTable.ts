import type { FitReport, StudyReport } from "./studyReport";

/** Fits as a table of text, a row a fit, for every format that is one. */
export interface FitsTable {
  /** The group's keys, then each coefficient with its interval, then how good the fit is. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The fits of a report as a table, numbers at full precision; a fit lacks what another has as an empty cell. */
export function fitsTable({ fits }: StudyReport): FitsTable {
  const keys = [...new Set(fits.flatMap(({ group }) => Object.keys(group)))];
  const ids = [...new Set(fits.flatMap(({ coefficients }) => Object.keys(coefficients)))];
  return {
    header: [
      ...keys,
      "law",
      "status",
      ...ids.flatMap((id) => [id, `${id}_low`, `${id}_high`]),
      "r2",
      "points",
      "runs",
      "note",
    ],
    rows: fits.map((fit) => rowOf(fit, keys, ids)),
  };
}

function rowOf(fit: FitReport, keys: readonly string[], ids: readonly string[]): string[] {
  return [
    // A facet may be called `constructor`: only the group's own keys count.
    ...keys.map((key) => (Object.hasOwn(fit.group, key) ? (fit.group[key] ?? "") : "")),
    fit.law,
    fit.status,
    ...ids.flatMap((id) => {
      const coefficient = Object.hasOwn(fit.coefficients, id) ? fit.coefficients[id] : undefined;
      return [coefficient?.value, coefficient?.low, coefficient?.high].map(number);
    }),
    number(fit.r2),
    String(fit.points),
    String(fit.runs),
    fit.reason ?? fit.warnings.map(({ message }) => message).join(" "),
  ];
}

/** The shortest text that reads back as the same number; an unknown one is empty. */
function number(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}
