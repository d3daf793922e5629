import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { stat } from "node:fs/promises";
import { columnsNamed, type SaidColumns } from "../core/runs/table/layout";
import type { Problem } from "../core/runs/problem";
import type { Run } from "../core/runs/run";
import type { StudyProtocol } from "../core/state/studyProtocol";
import { openLogIndex } from "../engine/logFiles";
import { createReadThreads } from "../engine/read/readThreads";
import { createNodeSource } from "../engine/source/nodeSource";
import { filterRuns } from "../core/questions/parameters/filterRuns";
import { count, plural } from "../core/print/numbers";
import { parseColumns, type ColumnMap } from "./flags/columnMap";
import { InputError, UsageError } from "./errors";
import type { Io } from "./io";
import { shownProblems } from "./print/problems";

/** Flags of every command that reads logs. */
export const readFlags = {
  columns: {
    type: "string",
    value: "USE=COLUMN,…",
    help: "what the columns of a table are: run (or several: model+lr), N, D, C, L, step, tokens; rows=runs: each row is a run",
  },
  where: { type: "string", value: "EXPR", help: "only runs for which it holds: mix=45-45-10 && N<1B" },
  "run-pattern": { type: "string", value: "PATTERN", help: "facets from the path: {mix}/{init}-{size}" },
  exclude: { type: "string", multiple: true, value: "GLOB", help: "files not to read" },
} as const;

export interface ReadValues {
  readonly columns?: string;
  readonly where?: string;
  readonly "run-pattern"?: string;
  readonly exclude?: readonly string[];
}

/** What was read from the paths of a command line. */
export interface ReadStudy {
  readonly runs: readonly Run[];
  /** Of files that belong to no run. */
  readonly problems: readonly Problem[];
  readonly files: number;
  /** What the study's own files say of how to fit. */
  readonly protocol: StudyProtocol;
}

/**
 * Reads the runs of some files and folders. Throws an InputError for a path that is not there and, unless `empty` is allowed, where no
 * run was found; a UsageError or ParameterError for flags that do not go with what was read.
 */
export async function readStudy(
  io: Io,
  paths: readonly string[],
  values: ReadValues,
  { empty = false } = {},
): Promise<ReadStudy> {
  if (paths.length === 0) throw new UsageError("no path given");
  const columns = values.columns === undefined ? {} : saidColumns(parseColumns(values.columns));
  const roots = paths.map((path) => resolve(io.cwd, path));
  for (const [i, root] of roots.entries()) {
    await stat(root).catch((error: unknown) => {
      throw new InputError(`${paths[i] ?? root}: ${reason(error)}`);
    });
  }
  const scanRoots = roots.map((path) => ({ path, name: basename(path) }));
  const script = join(import.meta.dirname, "worker.cjs");
  const index = await openLogIndex(createNodeSource(), scanRoots, {
    threads: existsSync(script) ? createReadThreads(script) : undefined,
    runPattern: values["run-pattern"] ?? "",
    exclude: values.exclude ?? [],
    columns,
  });
  try {
    const problems = index.problems();
    checkColumns(columns, index.keys());
    const all = index.runs();
    const runs = values.where === undefined ? all : filterRuns(all, values.where, "--where");
    if (runs.length === 0 && all.length > 0 && values.where !== undefined && !empty)
      throw new InputError(noneLeft(all, values.where));
    if (runs.length === 0 && !empty)
      throw new InputError(
        [`no training runs in ${paths.join(", ")}`, ...shownProblems(problems, io.cwd)].join("\n  "),
      );
    return { runs, problems, files: index.files(), protocol: index.protocol() };
  } finally {
    index.close();
  }
}

/** That a filter leaves no run, with the sizes that there are, which filters mostly ask for. */
function noneLeft(runs: readonly Run[], where: string): string {
  const sizes = runs.map(({ facts }) => facts.params?.value ?? NaN).filter(Number.isFinite);
  const range = sizes.length === 0 ? "" : ` (N is ${count(Math.min(...sizes))} … ${count(Math.max(...sizes))})`;
  return `--where: none of ${plural(runs.length, "run")} is "${where}"${range}`;
}

/** Refuses a column that no table has: it would be left out without a word. */
function checkColumns(columns: SaidColumns, keys: ReadonlySet<string>): void {
  const strange = columnsNamed(columns, keys).find((key) => !keys.has(key));
  if (strange === undefined || keys.size === 0) return;
  throw new UsageError(`--columns: no table has "${strange}"; there is ${[...keys].slice(0, 40).join(", ")}`);
}

/** The command line's letters as the reader's words. */
function saidColumns({ run, N, D, C, L, step, tokens, rows }: ColumnMap): SaidColumns {
  if (rows !== undefined && rows !== "runs" && rows !== "steps")
    throw new UsageError(`--columns takes rows=runs or rows=steps; it had rows=${rows}`);
  const said = { name: run, params: N, tokens: D ?? tokens, flops: C, step, loss: L, rows };
  return Object.fromEntries(Object.entries(said).filter(([, key]) => key !== undefined));
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "no such file or folder";
  if (code === "EACCES") return "not readable";
  return error instanceof Error ? error.message : String(error);
}
