import { relative } from "node:path";
import { cwd } from "node:process";
import type { Problem } from "../core/runs/problem";
import { printable } from "./table";

/** A file as a person at this terminal would name it: from the working folder, when it stands below. */
export function shownPath(path: string): string {
  const short = relative(cwd(), path);
  return printable(short === "" || short.startsWith("..") ? path : short);
}

/** `run.jsonl:12: torn line`. */
export function shownProblem({ file, line, offset, message }: Problem): string {
  const where = line !== undefined && line > 0 ? `:${line}` : offset !== undefined ? `, byte ${offset}` : "";
  return `${shownPath(file)}${where}: ${printable(message)}`;
}

/** A list of problems for people, the first `most` of them. */
export function shownProblems(problems: readonly Problem[], most = 20): string[] {
  const more = problems.length - most;
  return [...problems.slice(0, most).map(shownProblem), ...(more > 0 ? [`… and ${more} more: see --json`] : [])];
}
