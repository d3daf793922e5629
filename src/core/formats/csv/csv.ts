import { sniffDelimiter } from "./csvCells";
import { CsvParser } from "./csvParser";
import type { Format, Head } from "../format";
import { headText } from "../bytes/headText";
import { isBinary, textStart } from "../bytes/nuls";

/** Lines that are looked at. */
const looked = 12;

/** Where the first row starts in a head's lines: the header, though it be cut off, and a few whole lines after it. */
function sample(head: Head): string[] {
  const text = headText(head.bytes).slice(textStart(head.bytes)).replace("\uFEFF", "");
  const lines = text.split("\n", looked);
  if (lines.length > 1 && lines.length < looked && !head.whole) lines.pop();
  return lines.map((line) => line.replace("\r", "")).filter((line) => line.trim() !== "" && !line.startsWith("#"));
}

export const csv: Format = {
  id: "csv",
  label: "CSV or TSV table",
  growth: "append",
  probe(head) {
    if (isBinary(head.bytes)) return 0;
    const [header, ...rest] = sample(head);
    if (header === undefined || header.startsWith("{") || header.startsWith("[")) return 0;
    const delimiter = sniffDelimiter(header);
    const named = [".csv", ".tsv"].some((end) => head.path.toLowerCase().endsWith(end));
    if (delimiter === 0) return 0;
    const cells = (line: string) => line.split(String.fromCharCode(delimiter)).map((cell) => cell.trim());
    const isNumber = (cell: string) => cell !== "" && Number.isFinite(Number(cell.replaceAll('"', "")));
    const names = cells(header);
    // A line of numbers is no header, and a table without names says nothing.
    if (names.every((name) => name === "" || isNumber(name))) return 0;
    const rows = rest.slice(0, 5).map(cells);
    const numeric = rows.filter((row) => row.some(isNumber)).length;
    if (named) return rows.length === 0 || numeric > 0 ? 0.95 : 0.2;
    const even = rows.filter((row) => row.length === names.length).length;
    return rows.length > 0 && even === rows.length && numeric === rows.length && names.length > 1 ? 0.6 : 0;
  },
  parser: (sink, path) => new CsvParser(sink, path),
};
