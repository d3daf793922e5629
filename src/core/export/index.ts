import { csv } from "./csv";
import { json } from "./json";
import { latex } from "./latex";
import { markdown } from "./markdown";
import { python } from "./python";
import type { StudyReport } from "./studyReport";

/** Every format that fits can be written in, in the order of the help. */
export const writers = [json, csv, markdown, latex, python] as const;

export type ReportFormat = (typeof writers)[number]["id"];

/** The report as text in a format. No fits give an empty report, not an error. */
export function reportText(report: StudyReport, format: ReportFormat): string {
  return writers.find(({ id }) => id === format)?.write(report) ?? "";
}
