import { relative } from "node:path";
import type { Problem } from "../../core/runs/problem";
import { plural } from "../../core/print/numbers";
import { printable } from "./table";

/** A file as a person at this terminal would name it: from the working folder `cwd`, when it lies below. */
export function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return printable(short === "" || short.startsWith("..") ? path : short);
}

/** `run.jsonl:12: torn line`. */
function shownProblem({ file, line, offset, message }: Problem, cwd: string): string {
  const where = line !== undefined && line > 0 ? `:${line}` : offset !== undefined ? `, byte ${offset}` : "";
  return `${shownPath(file, cwd)}${where}: ${printable(message)}`;
}

/** A list of problems for people: what is true of whole files is said once, and of the list the first `most`. */
export function shownProblems(problems: readonly Problem[], cwd: string, most = 20): string[] {
  const files = new Map<string, Set<string>>();
  for (const { file, line, offset, message } of problems) {
    if (line === undefined && offset === undefined) files.set(message, (files.get(message) ?? new Set()).add(file));
  }
  const lines = new Set(
    problems.map((problem) => {
      const [first, ...others] = [...(files.get(problem.message) ?? [])];
      if (first === undefined || others.length === 0) return shownProblem(problem, cwd);
      return `${shownPath(first, cwd)} and ${plural(others.length, "other")}: ${printable(problem.message)}`;
    }),
  );
  const shown = [...lines].slice(0, most);
  return lines.size > most ? [...shown, `… and ${lines.size - most} more: see --json`] : shown;
}
