import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ReadAnswer, ReadRequest } from "./readWire";

/** Threads that read whole files, one at a time each. */
export interface ReadThreads {
  /** How many there are at most. */
  readonly size: number;
  /** Reads a file in a thread that has nothing to do, started when none has. Rejects when the thread ends in it. */
  read(request: ReadRequest): Promise<ReadAnswer>;
  /** Ends them; the next `read` starts them again. */
  close(): void;
}

const mostThreads = 8;
/** A thread with more objects than this (megabytes) ends, and the file with it; the columns are not among them. */
const heap = 1024;

/** As many threads as there are cores besides the engine's, which reads too; none where there is one. */
export function createReadThreads(script: string, cores = availableParallelism()): ReadThreads | undefined {
  const size = Math.min(mostThreads, cores - 1);
  return size < 1 ? undefined : new Threads(script, size);
}

class Threads implements ReadThreads {
  readonly size: number;
  readonly #script: string;
  #idle: Worker[] = [];
  readonly #all = new Set<Worker>();

  constructor(script: string, size: number) {
    this.#script = script;
    this.size = size;
  }

  read(request: ReadRequest): Promise<ReadAnswer> {
    const worker = this.#idle.pop() ?? this.#start();
    return new Promise((resolve, reject) => {
      let why: unknown;
      const settle = (): void => {
        worker.off("message", answered).off("error", failed).off("exit", ended);
      };
      const answered = (answer: ReadAnswer): void => {
        settle();
        if (this.#all.has(worker)) this.#idle.push(worker);
        resolve(answer);
      };
      const failed = (error: unknown): void => {
        why = error;
      };
      const ended = (code: number): void => {
        settle();
        this.#all.delete(worker);
        reject(why instanceof Error ? why : new Error(`its reader ended with code ${code}`));
      };
      worker.on("message", answered).on("error", failed).on("exit", ended);
      worker.postMessage(request);
    });
  }

  close(): void {
    for (const worker of this.#all) worker.terminate().catch(() => undefined);
    this.#all.clear();
    this.#idle = [];
  }

  #start(): Worker {
    const worker = new Worker(this.#script, {
      workerData: { role: "read" },
      execArgv: [],
      name: "isoflop-reader",
      resourceLimits: { maxOldGenerationSizeMb: heap },
    });
    // A program that has nothing else to do ends.
    worker.unref();
    this.#all.add(worker);
    return worker;
  }
}
