import type { Work } from "../../core/state/state";
import type { Progress } from "../logIndex";

/** The progress of reading as it is shown: in files, or in megabytes where there are many (one large log would show no progress in files). */
export function readingWork({ files, filesDone, bytes, bytesDone }: Progress): Work {
  const work = { kind: "reading" } as const;
  if (bytes < 64e6) return { ...work, unit: "files", done: filesDone, total: files };
  return { ...work, unit: "MB", done: Math.round(bytesDone / 1e6), total: Math.round(bytes / 1e6) };
}
