import { systemClock, type Clock } from "../clock";
import type { JobName, Jobs, Push } from "../protocol/jobs";
import { CallClient } from "./callClient";
import { threadChannel, type OpenChannel } from "./channel";
import type { WorkerSetup } from "./setup";

/** What a call needs of a cancellation token: VS Code's fits. */
export interface CancelSignal {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: (listener: () => void) => { dispose: () => unknown };
}

export interface ClientOptions {
  readonly channel: OpenChannel;
  readonly push: (push: Push) => void;
  /** The engine died and another one stands in its place, with the same folders open; pages must ask anew. */
  readonly restarted: () => void;
  /** The engine died too often and is not started again until `revive`. */
  readonly gaveUp: () => void;
  readonly clock?: Clock;
}

/** Typed calls to the engine, which starts on the first of them. Every call settles; an engine that dies is started again. */
export class EngineClient {
  readonly #calls: CallClient<Jobs, Push>;
  readonly #options: ClientOptions;
  #opened: Jobs["open"][0] | undefined;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#calls = new CallClient<Jobs, Push>({
      open: options.channel,
      name: "The engine",
      pause: Infinity,
      advice: `Its log says why; "Isoflop: Refresh Training Runs" tries once more.`,
      clock: options.clock ?? systemClock,
      push: options.push,
      died: (why, gaveUp) => {
        this.#died(why, gaveUp);
      },
    });
  }

  /** Asks for a job. Rejects with words for a person when the job fails, the engine dies or the client is disposed. */
  async call<K extends JobName>(job: K, arg: Jobs[K][0], signal?: CancelSignal): Promise<Jobs[K][1]> {
    if (job === "open") this.#opened = arg as Jobs["open"][0];
    else if (!this.#calls.isRunning) this.#reopen();
    const answered = this.#calls.call(job, arg);
    const subscription = signal?.onCancellationRequested(() => {
      this.cancel();
    });
    if (signal?.isCancellationRequested === true) this.cancel();
    try {
      return await answered;
    } finally {
      subscription?.dispose();
    }
  }

  /** Cancels the fits asked for so far. Their calls still settle, and say so. */
  cancel(): void {
    if (this.#calls.isRunning) this.#calls.call("intent", { type: "cancelled" }).catch(() => undefined);
  }

  /** Allows an engine that died too often to be started again. */
  revive(): void {
    this.#calls.revive();
  }

  dispose(): void {
    this.#calls.dispose();
  }

  #died(why: string, gaveUp: boolean): void {
    this.#log(`The engine stopped unexpectedly: ${why}`);
    if (gaveUp) this.#options.gaveUp();
    else if (this.#opened !== undefined) {
      this.#reopen();
      this.#options.restarted();
    }
  }

  #reopen(): void {
    if (this.#opened === undefined) return;
    this.#calls.call("open", this.#opened).catch((error: unknown) => {
      this.#log(`The folders could not be opened again: ${String(error)}`);
    });
  }

  #log(message: string): void {
    this.#options.push({ type: "log", level: "error", message });
  }
}

/** The engine as a thread of this process, run by that script. */
export function engineChannel(script: string): OpenChannel {
  const setup: WorkerSetup = { role: "engine", script };
  return threadChannel(script, setup, "isoflop-engine");
}
