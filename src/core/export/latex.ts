import { fitsTable } from "./fitsTable";
import { writer } from "./writer";

/** A LaTeX table in the manner of booktabs. */
export const latex = writer({
  id: "latex",
  help: "as a LaTeX table",
  write(report) {
    const { header, rows } = fitsTable(report);
    const line = (row: readonly string[]): string => `${guarded(row.map(cell).join(" & "))} \\\\`;
    const body = [line(header), "\\midrule", ...rows.map(line)].join("\n");
    return `\\begin{tabular}{${"l".repeat(header.length)}}\n\\toprule\n${body}\n\\bottomrule\n\\end{tabular}\n`;
  },
});

/** A row that begins with `[` or `*` would be an argument of the line end before it. */
const guarded = (row: string): string => (/^\s*[[*]/.test(row) ? `{}${row}` : row);

const marks: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

/** One line, with what LaTeX would read as its own escaped. */
function cell(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\~^&%$#_{}]/g, (mark) => marks[mark] ?? `\\${mark}`);
}
