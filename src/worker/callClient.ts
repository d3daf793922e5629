import type { Clock } from "../clock";
import type { CallReply, CallTable, FromThread } from "../protocol/calls";
import type { Channel, OpenChannel } from "./channel";

export interface CallClientOptions<P> {
  readonly open: OpenChannel;
  /** What answers, as sentences call it: "The engine". */
  readonly name: string;
  /** After three deaths within a minute it is not started for so many milliseconds, or until `revive`. */
  readonly pause: number;
  /** What to do then: a sentence. */
  readonly advice: string;
  readonly clock: Clock;
  readonly push: (push: P) => void;
  /** It ended unexpectedly, its calls are rejected. The next call starts it again, unless it died too often (`gaveUp`). */
  readonly died: (why: string, gaveUp: boolean) => void;
}

const deathsAllowed = 3;
const minute = 60_000;

/** Typed calls to a thread, which starts on the first of them. Every call settles, also when the thread dies or is stopped. */
export class CallClient<T extends CallTable<T>, P> {
  readonly #options: CallClientOptions<P>;
  readonly #pending = new Map<number, (reply: CallReply) => void>();
  #channel: Channel | undefined;
  #lastId = 0;
  #deaths: readonly number[] = [];
  #gaveUpAt = -Infinity;
  #isDisposed = false;

  constructor(options: CallClientOptions<P>) {
    this.#options = options;
  }

  /** Of the newest call; ids rise from 1. */
  get lastId(): number {
    return this.#lastId;
  }

  get isRunning(): boolean {
    return this.#channel !== undefined;
  }

  /** Rejects with words for a person when the job fails, the thread ends, or the client is disposed. `buffers` are transferred. */
  async call<K extends keyof T & string>(job: K, arg: T[K][0], buffers?: readonly ArrayBuffer[]): Promise<T[K][1]> {
    this.#channel ??= this.#start();
    const channel = this.#channel;
    const id = ++this.#lastId;
    const reply = await new Promise<CallReply>((resolve, reject) => {
      this.#pending.set(id, resolve);
      try {
        channel.send({ id, job, arg }, buffers);
      } catch (error) {
        this.#pending.delete(id);
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    if (!reply.ok) throw new Error(reply.error);
    return reply.value;
  }

  /** Ends the thread, if it runs, and rejects its calls with `why`; the next call starts it again. */
  stop(why: string): void {
    this.#channel?.stop();
    this.#channel = undefined;
    this.#fail(why);
  }

  /** Allows a thread that died too often to be started again. */
  revive(): void {
    this.#deaths = [];
    this.#gaveUpAt = -Infinity;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.stop("Isoflop was closed before this was answered.");
  }

  #start(): Channel {
    if (this.#isDisposed) throw new Error("Isoflop was closed.");
    const { open, name, advice, push, clock, pause } = this.#options;
    if (clock.elapsed() - this.#gaveUpAt < pause)
      throw new Error(`${name} stopped ${deathsAllowed} times within a minute and is not started again. ${advice}`);
    const channel = open({
      received: (message) => {
        const said = message as FromThread<P>;
        if ("push" in said) push(said.push);
        else this.#settle(said.reply);
      },
      ended: (why) => {
        if (this.#channel === channel) this.#died(why);
      },
    });
    return channel;
  }

  #settle(reply: CallReply): void {
    const settle = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    settle?.(reply);
  }

  #died(why: string): void {
    const { clock, name, died } = this.#options;
    this.#channel = undefined;
    const now = clock.elapsed();
    this.#deaths = [...this.#deaths.filter((death) => now - death < minute), now];
    const gaveUp = this.#deaths.length >= deathsAllowed;
    if (gaveUp) {
      this.#gaveUpAt = now;
      this.#deaths = [];
    }
    this.#fail(`${name} stopped unexpectedly (${firstLine(why)}).`);
    died(why, gaveUp);
  }

  #fail(error: string): void {
    for (const id of [...this.#pending.keys()]) this.#settle({ id, ok: false, error });
  }
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? text;
}
