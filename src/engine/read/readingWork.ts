import type { Work } from "../../core/state/state";
import type { Progress } from "../logIndex";

/** How far a reading is, as it is shown. Files are counted, but of much to read the megabytes: one large log is no progress of files. */
export function readingWork({ files, filesDone, bytes, bytesDone }: Progress): Work {
  const work = { kind: "reading" } as const;
  if (bytes < 64e6) return { ...work, unit: "files", done: filesDone, total: files };
  return { ...work, unit: "MB", done: Math.round(bytesDone / 1e6), total: Math.round(bytes / 1e6) };
}
