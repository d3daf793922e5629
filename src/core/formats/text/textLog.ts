import type { Sink } from "../../runs/table/sink";
import type { Format } from "../format";
import { headText } from "../bytes/headText";
import { isBinary, textStart } from "../bytes/nuls";
import { lineParser, type Reader } from "../bytes/readers";
import { withoutExtension } from "../../runs/words/fileNames";
import { utf8 } from "../bytes/utf8";
import { RowOf } from "./row";

/** The output of one program: how to recognise its lines, and how to read them. */
export interface Dialect {
  readonly id: string;
  readonly label: string;
  /** Whether a line is surely one of this program's metric lines; `line` is clean (see `cleaned`). */
  is(line: string): boolean;
  /**
   * A reader of one file's lines, in order. It may carry state from earlier lines. `stem`: the file's name without its ending,
   * for programs that print several runs into one file.
   */
  reader(row: RowOf, stem: string): (line: string, number: number) => void;
  /** Its lines hold JSON, of any length, and no pattern is asked beyond their start. */
  readonly long?: true;
  /** It knows no program: asked where no other reader is sure, of files that are named like logs. */
  readonly rank?: "last";
}

const longestLine = 1 << 20;
/** A longer line, or state of a progress bar, is none that a program prints for a person: no pattern sees it. */
const longestPattern = 8 << 10;
const carriageReturn = 13;

/** A line without colours, and without what launchers put before it: `0: `, `[rank0]:`, `[stdout]: `, `(Worker pid=12)`. */
export function cleaned(text: string): string {
  // eslint-disable-next-line no-control-regex -- colours are control characters
  let line = text.includes("\u001b") ? text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, "") : text;
  line = line.replace(
    /^(?:\d+:\s|\[rank\s?\d+\]:?\s*|\[default\d*\]:?|\[std(?:out|err)\]: |\([A-Za-z]\w* pid=[^)]*\)\s*)+/,
    "",
  );
  return line;
}

/** Emits cleaned lines; where a progress bar overwrote itself, each of its states. */
function textReader(dialect: Dialect, sink: Sink, path: string): Reader {
  const take = dialect.reader(new RowOf(sink), withoutExtension(path.slice(path.lastIndexOf("/") + 1)));
  return {
    read(b, start, end, number) {
      const line = b.subarray(start, end);
      let from = 0;
      while (from < line.length) {
        const back = line.indexOf(carriageReturn, from);
        const to = back < 0 ? line.length : back;
        if (to > from && (to - from <= longestPattern || dialect.long)) take(cleaned(utf8(line, from, to)), number);
        from = to + 1;
      }
    },
  };
}

/** Longer lines hold no metrics. */
const longestProbedLine = 4000;

/** The lines of a head, clean; every dialect asks for them, and only the first pays. None where the bytes are no text. */
const heads = new WeakMap<Uint8Array, readonly string[]>();

function linesOf(bytes: Uint8Array): readonly string[] {
  const known = heads.get(bytes);
  if (known !== undefined) return known;
  const text = isBinary(bytes) ? "" : headText(bytes).slice(textStart(bytes));
  const lines = text
    .split(/[\n\r]+/)
    .filter((line) => line !== "" && line.length < longestProbedLine)
    .map(cleaned);
  heads.set(bytes, lines);
  return lines;
}

/** Fewer lines of a loop that no program is known to print are prose. */
const fewestLines = 3;
/** Just enough to be chosen where nothing else is. */
const lowestRank = 0.31;

/** Whether a file is named as the output of programs is. */
export const isNamedLikeLog = (path: string): boolean =>
  /\.(?:log|txt|out|err|stdout)$|^[^.]+$/i.test(path.slice(path.lastIndexOf("/") + 1));

/** Makes a format from a dialect. */
export function textLog(dialect: Dialect): Format {
  return {
    id: dialect.id,
    label: dialect.label,
    growth: "append",
    text: true,
    probe({ bytes, path }) {
      // Tables and JSON have readers of their own, and programs that print metrics are no logs.
      let found = 0;
      for (const line of linesOf(bytes)) if (dialect.is(line)) found++;
      if (found === 0) return 0;
      const named = isNamedLikeLog(path);
      if (dialect.rank === "last") return named && found >= fewestLines ? lowestRank : 0;
      return Math.min(0.95, (named ? 0.7 : 0.5) + found * 0.02);
    },
    // A progress bar that is never ended makes lines of any length: they hold no metrics.
    parser: (sink, path) => lineParser(sink, textReader(dialect, sink, path), { longest: longestLine, tooLong: "" }),
  };
}
