import type { LogIndex } from "../../../../src/engine/logIndex";

/** Everything that a log index says, as plain data: what two readings of the same files are compared by. Keys are a set. */
export function told(index: LogIndex): unknown {
  const runs = index.runs().map((run) => ({
    ...run,
    rowAtLine: undefined,
    series: run.metrics.map(({ key }) => ({ ...run.series(key) })),
    rows: run.files.flatMap((file) => [1, 2, 7, 50, 1000].map((line) => run.rowAtLine(file, line))),
  }));
  return { runs, problems: index.problems(), files: index.files(), keys: [...index.keys()].sort() };
}
