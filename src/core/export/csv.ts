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

/**
 * Quoted where a comma, quote or line break needs it. A text that a spreadsheet would run as a formula, also after blanks, is led by
 * a quote; a number is none.
 */
function cell(text: string): string {
  const isNumber = text.trim() !== "" && Number.isFinite(Number(text));
  const safe = !isNumber && /^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
