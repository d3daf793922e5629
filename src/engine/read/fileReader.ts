import type { Source } from "../source/source";
import { readFile } from "./readFile";
import type { Reading, ReadOptions } from "./reading";
import type { ReadThreads } from "./readThreads";
import { unpackReading } from "./readWire";

/** A smaller file is read as fast as another thread is asked for it. */
const smallestForThread = 1 << 20;
/** A file that changed less long ago (milliseconds) may be growing: it is read here, where it can be read on. */
const tooFresh = 60_000;

/** Reads a file from its start. Never rejects. */
export type FileReader = (reading: Reading) => Promise<void>;

/**
 * Reads small files at once, and large ones one at a time here and one in each thread: so many are held half-read, whatever their
 * number.
 */
export function createFileReader(source: Source, options: ReadOptions, threads: ReadThreads | undefined): FileReader {
  if (threads === undefined) return (reading) => readFile(source, reading, options);
  const free: ("here" | "thread")[] = [...Array.from({ length: threads.size }, () => "thread" as const), "here"];
  const waiting: ((slot: "here" | "thread") => void)[] = [];
  const freed = (slot: "here" | "thread"): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(slot);
    else next(slot);
  };
  return async (reading) => {
    const { size, modified } = reading.stat;
    if (size < smallestForThread || options.now() - modified < tooFresh) {
      await readFile(source, reading, options);
      return;
    }
    const slot = free.pop() ?? (await new Promise<"here" | "thread">((resolve) => waiting.push(resolve)));
    try {
      if (options.cancelled()) return;
      if (slot === "here") await readFile(source, reading, options);
      else await readThere(reading, threads, options);
    } finally {
      freed(slot);
    }
  };
}

async function readThere(reading: Reading, threads: ReadThreads, options: ReadOptions): Promise<void> {
  const { found, stat } = reading;
  try {
    unpackReading(await threads.read({ found, stat }), reading);
    options.onBytes(stat.size);
  } catch (error) {
    reading.complete = false;
    const why = error instanceof Error ? error.message : String(error);
    if (!options.cancelled())
      reading.problem = { file: found.path, message: `could not be read, and is left out: ${why}` };
  }
}
