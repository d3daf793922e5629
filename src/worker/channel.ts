import { Worker } from "node:worker_threads";

/** Carries messages to whoever answers calls: the only place that knows whether that is a thread or a process. */
export interface Channel {
  /** `buffers` move to the other side instead of being copied. Throws when the message cannot be sent. */
  send(message: unknown, buffers?: readonly ArrayBuffer[]): void;
  /** Ends the other side at once; nothing is received after that. */
  stop(): void;
}

interface ChannelEvents {
  readonly received: (message: unknown) => void;
  /** The other side ended by itself; `why` in words or as a stack. Called at most once, and not after `stop`. */
  readonly ended: (why: string) => void;
}

export type OpenChannel = (events: ChannelEvents) => Channel;

/** A thread that runs a script; `setup` is what it finds as its `workerData`. */
export function threadChannel(script: string, setup: unknown, name: string): OpenChannel {
  return ({ received, ended }) => {
    const worker = new Worker(script, { workerData: setup, execArgv: [], name });
    let isStopped = false;
    let why = "";
    worker.on("message", (message: unknown) => {
      if (!isStopped) received(message);
    });
    worker.on("error", (error: unknown) => {
      why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    });
    worker.on("exit", (code) => {
      if (!isStopped) ended(why === "" ? `exit code ${code}` : why);
    });
    return {
      send: (message, buffers = []) => {
        worker.postMessage(message, buffers);
      },
      stop() {
        isStopped = true;
        worker.terminate().catch(() => undefined);
      },
    };
  };
}
