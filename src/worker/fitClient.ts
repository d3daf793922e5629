import { notFitted } from "../core/fit/fit";
import type { GroupFit } from "../core/fit/group";
import type { Curve } from "../core/fit/points/curve";
import { resolveProtocol } from "../core/fit/points/resolve";
import type { Protocol } from "../core/fit/protocol/protocol";
import type { Answer } from "../core/questions/answer";
import { systemClock, type Clock } from "../clock";
import type { FitRunner } from "../engine/fitRunner";
import type { FitJobs, PlainQuestion } from "../protocol/fitJobs";
import type { LogLine } from "../protocol/jobs";
import { CallClient } from "./callClient";
import { threadChannel, type OpenChannel } from "./channel";
import { packCurves, packStudy } from "./pack";
import type { FitSetup } from "./setup";

export interface FitClientOptions {
  /** Given the word through which requests are cancelled, see `FitSetup`. */
  readonly channel: (cancelled: SharedArrayBuffer) => OpenChannel;
  readonly push: (push: LogLine) => void;
  readonly clock?: Clock;
}

/** The thread of a cancelled fit that goes on for longer than this (milliseconds) is stopped: it does not poll its flag. */
const gracePeriod = 2000;

/** Fits in a thread of their own, which starts with the first fit and, when it died, with the next. */
export class FitClient implements FitRunner {
  readonly #cancelled = new Int32Array(new SharedArrayBuffer(4));
  readonly #calls: CallClient<FitJobs, LogLine>;
  readonly #clock: Clock;
  #generation = 0;
  #running: Promise<unknown> | undefined;
  /** Settles when the fits that were cancelled have ended. */
  #stopping: Promise<unknown> | undefined;

  constructor({ channel, push, clock = systemClock }: FitClientOptions) {
    this.#clock = clock;
    this.#calls = new CallClient<FitJobs, LogLine>({
      open: channel(this.#cancelled.buffer),
      name: "The thread that fits",
      pause: 60_000,
      advice: "Its log says why; it is tried again after a minute.",
      clock,
      push,
      died: (why) => {
        push({ type: "log", level: "error", message: `The thread that fits stopped unexpectedly: ${why}` });
      },
    });
  }

  async fit(curves: readonly Curve[], protocol: Protocol): Promise<GroupFit> {
    const generation = this.#generation;
    await this.#stopping;
    if (generation !== this.#generation)
      return { fit: notFitted("cancelled", "Cancelled."), protocol: resolveProtocol(protocol, curves) };
    const packed = packCurves(curves);
    return this.#run(this.#calls.call("fit", { curves: packed.curves, protocol }, packed.buffers));
  }

  async ask(asked: PlainQuestion): Promise<Answer> {
    const generation = this.#generation;
    await this.#stopping;
    if (generation !== this.#generation) return { refused: "Cancelled before it was answered." };
    const { study, buffers } = packStudy(asked.study);
    return this.#run(this.#calls.call("ask", { ...asked, study }, buffers));
  }

  /** Remembers the call until it is answered, so that it can be cancelled. */
  async #run<T>(running: Promise<T>): Promise<T> {
    this.#running = running;
    try {
      return await running;
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }

  cancel(): void {
    this.#generation++;
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    Atomics.store(this.#cancelled, 0, this.#calls.lastId);
    const spare = this.#clock.after(gracePeriod, () => {
      this.#calls.stop("A cancelled fit did not end: its thread was stopped.");
    });
    this.#stopping = running.then(spare, spare);
  }

  close(): void {
    this.#generation++;
    this.#calls.dispose();
  }
}

/** The thread that fits, run by the same script as the engine. */
export const fitChannel =
  (script: string) =>
  (cancelled: SharedArrayBuffer): OpenChannel => {
    const setup: FitSetup = { role: "fit", cancelled };
    return threadChannel(script, setup, "isoflop-fit");
  };
