import { Worker } from "node:worker_threads";
import type { FromWorker, JobName, JobReply, Jobs, Push } from "../protocol/jobs";
import type { WorkerSetup } from "./setup";

/** What a call needs of a cancellation token: VS Code's fits. */
export interface CancelSignal {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: (listener: () => void) => { dispose: () => unknown };
}

export interface ClientOptions {
  /** Path of the thread's script. */
  readonly script: string;
  readonly push: (push: Push) => void;
  /** The thread died and another one stands in its place, with the same folders open; pages must ask anew. */
  readonly restarted: () => void;
  /** The thread died too often and is not started again until `revive`. */
  readonly gaveUp: () => void;
}

interface Pending {
  readonly job: JobName;
  readonly settle: (reply: JobReply) => void;
}

/** So many deaths within a minute, and no new thread is started until `revive`. */
const deathsAllowed = 3;
const minute = 60_000;

/** Typed calls to the engine's thread, which starts on the first call. Every call settles, also when the thread dies. */
export class EngineClient {
  readonly #options: ClientOptions;
  readonly #cancelled = new Int32Array(new SharedArrayBuffer(4));
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #lastId = 0;
  #opened: Jobs["open"][0] | undefined;
  #deaths: readonly number[] = [];
  #disposed = false;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** Asks for a job. Rejects with words for a person when the job fails, the thread dies or the client is disposed. */
  async call<K extends JobName>(job: K, arg: Jobs[K][0], signal?: CancelSignal): Promise<Jobs[K][1]> {
    if (job === "open") this.#opened = arg as Jobs["open"][0];
    const worker = this.#worker ?? this.#start(job !== "open");
    const answered = this.#send(worker, job, arg);
    const subscription = signal?.onCancellationRequested(() => {
      this.cancel();
    });
    if (signal?.isCancellationRequested) this.cancel();
    try {
      return (await answered) as Jobs[K][1];
    } finally {
      subscription?.dispose();
    }
  }

  /**
   * Cancels the work asked for so far, in two ways: the flag ends it in the midst of a computation, and the intent, once the
   * thread reads it, ends what is between two. Its calls still settle, each with what its job says of being cancelled.
   */
  cancel(): void {
    if (this.#worker === undefined) return;
    Atomics.store(this.#cancelled, 0, this.#lastId);
    this.#send(this.#worker, "intent", { type: "cancelled" }).catch(() => undefined);
  }

  /** Lets a thread be started again after it was given up. */
  revive(): void {
    this.#deaths = [];
  }

  dispose(): void {
    this.#disposed = true;
    this.#worker?.terminate().catch(() => undefined);
    this.#worker = undefined;
    this.#fail("Isoflop was closed before this was answered.");
  }

  #send(worker: Worker, job: JobName, arg: unknown): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const settle = (reply: JobReply): void => {
        if (reply.ok) resolve(reply.value);
        else reject(new Error(reply.error));
      };
      this.#pending.set(id, { job, settle });
      try {
        worker.postMessage({ id, job, arg });
      } catch (error) {
        this.#pending.delete(id);
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  #start(reopen: boolean): Worker {
    if (this.#disposed) throw new Error("Isoflop was closed.");
    if (this.#deaths.length >= deathsAllowed)
      throw new Error(
        `The engine stopped ${this.#deaths.length} times within a minute and is not started again. Its log says why; ` +
          `"Isoflop: Refresh Training Runs" tries once more.`,
      );
    const setup: WorkerSetup = { cancelled: this.#cancelled.buffer, script: this.#options.script };
    const worker = new Worker(this.#options.script, { workerData: setup, execArgv: [], name: "isoflop-engine" });
    this.#worker = worker;
    let why = "";
    worker.on("message", (message: FromWorker) => {
      this.#receive(message);
    });
    worker.on("error", (error: unknown) => {
      why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    });
    worker.on("exit", (code) => {
      this.#died(worker, why === "" ? `exit code ${code}` : why);
    });
    if (reopen && this.#opened !== undefined)
      this.#send(worker, "open", this.#opened).catch((error: unknown) => {
        this.#options.push({ type: "log", level: "error", message: `opening again: ${String(error)}` });
      });
    return worker;
  }

  #receive(message: FromWorker): void {
    if ("push" in message) {
      this.#options.push(message.push);
      return;
    }
    const pending = this.#pending.get(message.reply.id);
    this.#pending.delete(message.reply.id);
    pending?.settle(message.reply);
  }

  #died(worker: Worker, why: string): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const now = Date.now();
    this.#deaths = [...this.#deaths.filter((death) => now - death < minute), now];
    this.#options.push({ type: "log", level: "error", message: `The engine stopped unexpectedly: ${why}` });
    this.#fail(`The engine stopped unexpectedly (${firstLine(why)}).`);
    if (this.#deaths.length >= deathsAllowed) {
      this.#options.gaveUp();
    } else if (this.#opened !== undefined) {
      this.#start(true);
      this.#options.restarted();
    }
  }

  #fail(error: string): void {
    const pending = [...this.#pending];
    this.#pending.clear();
    for (const [id, { settle }] of pending) settle({ id, ok: false, error });
  }
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? text;
}
