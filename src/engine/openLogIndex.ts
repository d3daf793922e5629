import { LogFiles } from "./logFiles";
import type { LogIndex, LogIndexOptions } from "./logIndex";
import type { ScanRoot } from "./source/scan";
import type { Source } from "./source/source";

/** An index of these folders (or single files); nothing is read before `open`. */
export function createLogIndex(source: Source, roots: readonly ScanRoot[], options: LogIndexOptions = {}): LogIndex {
  return new LogFiles(source, roots, options);
}

/** An index that has read everything. */
export async function openLogIndex(
  source: Source,
  roots: readonly ScanRoot[],
  options: LogIndexOptions = {},
): Promise<LogIndex> {
  const index = createLogIndex(source, roots, options);
  await index.open();
  return index;
}
