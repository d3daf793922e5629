import { utf8 } from "../../core/formats/bytes/utf8";
import { isBinary } from "../../core/formats/bytes/nuls";
import { isNamedLikeLog } from "../../core/formats/text/textLog";
import type { Problem } from "../../core/runs/problem";
import type { FoundFile } from "../source/foundFile";

/** Why a file is no log though it looks like one, where many of a folder may share the reason. */
interface Reason {
  readonly one: string;
  many(count: number): string;
}

const pointer: Reason = {
  one: "a Git LFS pointer: the file itself was not fetched (git lfs pull)",
  many: (count) => `${count} files are Git LFS pointers: they themselves were not fetched (git lfs pull)`,
};
const unknownText: Reason = {
  one: "looks like a log, but its lines are not recognised: no step and loss were found in a line of it",
  many: (count) => `${count} text files look like logs and were not recognised`,
};
const reasons: readonly Reason[] = [pointer, unknownText];

const pointerStart = "version https://git-lfs.github.com/spec/";

/** Whether the file was replaced by a pointer of Git LFS, whatever its name. */
export const isPointer = (head: Uint8Array): boolean =>
  utf8(head, 0, Math.min(head.length, 60)).startsWith(pointerStart);

export const pointerProblem = ({ path }: FoundFile): Problem => ({ file: path, message: pointer.one });

/** So many lines with a loss and a number are no accident. */
const fewestLosses = 3;

/** Why a file that is named like a log is none; undefined for files with other names. */
export function whyNot({ path, relative }: FoundFile, head: Uint8Array, size: number): Problem | undefined {
  const name = relative.toLowerCase();
  const problem = (message: string): Problem => ({ file: path, message });
  const isRows = name.endsWith(".jsonl") || name.endsWith(".ndjson");
  const isTable = name.endsWith(".csv") || name.endsWith(".tsv");
  if (isRows || isTable) {
    if (size === 0) return problem("the file is empty");
    if (isBinary(head)) return problem("not text, though its name says so");
    return problem(isRows ? "no JSON objects line by line in it" : "no header and rows of numbers in it");
  }
  if (!isNamedLikeLog(relative)) return undefined;
  if (isBinary(head)) return name.endsWith(".log") ? problem("not text, though its name says so") : undefined;
  const lines = utf8(head).split(/[\n\r]+/);
  const losses = lines.filter((line) => line.length < longestLine && /\d/.test(line) && /loss/i.test(line)).length;
  return losses >= fewestLosses ? problem(unknownText.one) : undefined;
}

const longestLine = 4000;

/** Names of so many files stand in a problem. */
const named = 5;

/** Problems with those of many files that have one reason in one line, with their number and the first of them. */
export function gathered(problems: readonly Problem[]): Problem[] {
  const alike = reasons.map((reason) => ({ reason, files: problems.filter(({ message }) => message === reason.one) }));
  const many = alike.filter(({ files }) => files.length > 1);
  const others = problems.filter(({ message }) => many.every(({ reason }) => reason.one !== message));
  return [
    ...others,
    ...many.map(({ reason, files }): Problem => {
      const names = files.slice(0, named).map(({ file }) => file.slice(file.lastIndexOf("/") + 1));
      const more = files.length > named ? ", …" : "";
      return { file: files[0]?.file ?? "", message: `${reason.many(files.length)}: ${names.join(", ")}${more}` };
    }),
  ];
}
