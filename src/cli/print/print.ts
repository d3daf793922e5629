import type { Fits } from "../../core/state/state";
import { reportOf, reportText } from "../../core/export/report";
import type { StudyReport } from "../../core/export/studyReport";
import type { Beside } from "./sections";
import { fitTable, section } from "./fitTable";
import type { FittedStudy } from "../fitStudy";
import { print, say } from "./output";

/** Prints the fits with what was asked beside them, and answers the exit code: 1 when there is nothing to say. */
export function answer(study: FittedStudy, beside: readonly Beside[], json: boolean): number {
  const sections = beside.flatMap(({ title, lines }) => section(title, lines));
  print(json ? reportText(studyReport(study, beside), "json") : fitTable(study, sections));
  if (beside.some(({ answered }) => answered === false)) say("isoflop: no answer; the reasons are above");
  return sayUnfitted(study.fits) === 1 || beside.some(({ answered }) => answered === false) ? 1 : 0;
}

/** The report of the fits, with whose protocol it was and what was asked beside. */
export function studyReport({ fits, preset }: FittedStudy, beside: readonly Beside[]): StudyReport {
  const report = reportOf(fits);
  const more = (i: number): Record<string, unknown> =>
    Object.fromEntries(beside.map(({ key, values }) => [key, values[i] ?? null]));
  return {
    fits: report.fits.map((one, i) => ({ ...one, ...more(i) })),
    protocol: preset === undefined ? report.protocol : { preset: preset.id, ...report.protocol },
  };
}

/** 0, or 1 with a word on why when nothing was fitted. */
export function sayUnfitted({ groups }: Fits): number {
  if (groups.some(({ result }) => result.fit.status === "fitted")) return 0;
  say(
    groups.length === 0
      ? "isoflop: no run has a loss to fit"
      : "isoflop: no law could be fitted; the reasons are above",
  );
  return 1;
}
