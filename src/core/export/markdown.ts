import type { Observation } from "../observe/measure/observation";
import { fitsTable, type FitsTable } from "./fitsTable";
import { writer } from "./writer";

/** A Markdown table, with the observations as a list under it. */
export const markdown = writer({
  id: "markdown",
  help: "as a Markdown table",
  write(report) {
    const { fits, observations = [] } = report;
    return [
      ...(fits.length > 0 ? [table(fitsTable(report))] : []),
      ...(observations.length > 0 ? [observationsMarkdown(observations)] : []),
    ].join("\n");
  },
});

function table({ header, rows }: FitsTable): string {
  const line = (row: readonly string[]): string => `| ${row.map(cell).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n") + "\n";
}

/** The sentences as a list, their caveats in italics. */
export function observationsMarkdown(observations: readonly Observation[]): string {
  const lines = observations.map(
    ({ sentence, caveat, basis }) =>
      `- ${cell(sentence)} *${cell([caveat, basis].filter((part) => part !== undefined).join(" "))}*`,
  );
  return `## Observations\n\n${lines.join("\n")}\n`;
}

/** One line, with what Markdown would read as its own escaped. */
function cell(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|]/g, "\\$&");
}
