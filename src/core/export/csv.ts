import { fitsTable } from "./fitsTable";
import { writer } from "./writer";

/** A table of comma-separated values, RFC 4180. */
export const csv = writer({
  id: "csv",
  help: "as CSV, at full precision",
  write(report) {
    const { header, rows } = fitsTable(report);
    return [header, ...rows].map((row) => row.map(cell).join(",")).join("\n") + "\n";
  },
});

/** Quoted where a comma, quote or line break needs it; a text that a spreadsheet would run as a formula is led by a quote. */
function cell(text: string): string {
  const safe = /^[=+@\t]|^-(?![\d.])/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
