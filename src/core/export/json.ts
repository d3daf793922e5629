import { writer } from "./writer";

/** The report itself. */
export const json = writer({
  id: "json",
  help: "as JSON, at full precision",
  write: (report) => `${JSON.stringify(report, undefined, 2)}\n`,
});
