import type { LogIndex } from "../../../../src/engine/logIndex";

/** All that a library says, as plain data: what two readings of the same files are compared by. */
export function told(library: LogIndex): unknown {
  const runs = library.runs().map((run) => ({
    ...run,
    rowAtLine: undefined,
    series: run.metrics.map(({ key }) => ({ ...run.series(key) })),
    rows: run.files.flatMap((file) => [1, 2, 7, 50, 1000].map((line) => run.rowAtLine(file, line))),
  }));
  return { runs, problems: library.problems(), files: library.files(), keys: [...library.keys()] };
}
