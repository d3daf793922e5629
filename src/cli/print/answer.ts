import type { Section } from "../../core/print/section";
import type { FittedStudy } from "../../core/questions/study";
import { noLoss } from "../../core/state/noLoss";
import { json as jsonReport } from "../../core/export/json";
import { reportOf } from "../../core/export/report";
import type { StudyReport } from "../../core/export/studyReport";
import type { FitsRead } from "../fitRuns";
import type { Io } from "../io";
import { fitLines } from "./fitTable";
import { inkOf, print, say } from "./printer";
import { sectionLines } from "./section";

/** Prints the fits with the answers beside them, and returns the exit code: 1 when there is nothing to say. */
export function answer(io: Io, read: FitsRead, sections: readonly Section[], json: boolean): number {
  if (json) print(io, jsonReport.write(studyReport(read, sections)));
  else {
    const ink = inkOf(io);
    const beside = sections.flatMap((section) => sectionLines(section, ink));
    print(io, fitLines(read, beside, ink).join("\n"));
  }
  const unanswered = sections.some(({ answered }) => answered === false);
  if (unanswered) say(io, "isoflop: no answer; the reasons are above");
  return sayUnfitted(io, read.study) === 1 || unanswered ? 1 : 0;
}

/** The report of the fits, with the preset of their protocol and each group's value of every section. */
export function studyReport({ study, preset }: FitsRead, sections: readonly Section[] = []): StudyReport {
  const report = reportOf(study.fits);
  const beside = (i: number): Record<string, unknown> =>
    Object.fromEntries(sections.map(({ id, values }) => [id, values[i] ?? null]));
  return {
    fits: report.fits.map((fit, i) => ({ ...fit, ...beside(i) })),
    protocol: preset === undefined ? report.protocol : { preset: preset.id, ...report.protocol },
  };
}

/** 0, or 1 with the reason on standard error when nothing was fitted. */
export function sayUnfitted(io: Io, { fits: { groups }, runs }: FittedStudy): number {
  if (groups.some(({ result }) => result.fit.status === "fitted")) return 0;
  say(
    io,
    groups.length === 0
      ? `isoflop: ${noLoss(runs) ?? "no run has a loss to fit"}`
      : "isoflop: no law could be fitted; the reasons are above",
  );
  return 1;
}
