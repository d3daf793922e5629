import type { Fits } from "../core/state/state";
import { reportOf, reportText, type StudyReport } from "../core/view/report";
import type { Command } from "./command";
import { UsageError } from "./errors";
import { fitStudy, type FittedStudy } from "./fitStudy";
import { fitTable } from "./fitTable";
import { readOptions } from "./options";
import { print, say } from "./output";
import { protocolFlags, readProtocol } from "./protocolFlags";
import { readFlags } from "./study";

const flags = {
  ...protocolFlags,
  ...readFlags,
  json: { type: "boolean", help: "as JSON, at full precision" },
  csv: { type: "boolean", help: "as CSV, at full precision" },
  markdown: { type: "boolean", help: "as a Markdown table" },
  latex: { type: "boolean", help: "as a LaTeX table" },
} as const;

const exports = ["json", "csv", "markdown", "latex"] as const;

export const fit: Command = {
  id: "fit",
  usage: "PATH… [--protocol PRESET] [--law LAW | --formula FORMULA] [--metric KEY]… [--by FACET]… [flags]",
  summary: "the fitted scaling laws, one for each group and metric",
  flags,
  async run(args) {
    const { values, positionals } = readOptions(args, flags);
    const asked = exports.filter((format) => values[format] === true);
    if (asked.length > 1) throw new UsageError(`--${asked.join(" and --")} exclude each other`);
    const study = await fitStudy(positionals, values, readProtocol(values));
    const [format] = asked;
    print(format === undefined ? fitTable(study) : reportText(studyReport(study), format));
    return sayUnfitted(study.fits);
  },
};

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

/** The report of the fits, with whose protocol it was. */
function studyReport({ fits, preset }: FittedStudy): StudyReport {
  const report = reportOf(fits);
  return preset === undefined ? report : { ...report, protocol: { preset: preset.id, ...report.protocol } };
}
