import type { MessagePort } from "node:worker_threads";
import { fitGroup } from "../core/fit/group";
import type { FitJobs } from "../protocol/fitJobs";
import { answerCalls } from "./answerCalls";
import type { FitSetup } from "./setup";

/** The thread that fits: one request after another, each ended early when the flag says that it is cancelled. */
export function serveFits(port: MessagePort, { cancelled }: FitSetup): void {
  const cancelledUpTo = new Int32Array(cancelled);
  answerCalls<FitJobs>(port, ({ id, arg: { curves, protocol } }) =>
    fitGroup(curves, protocol, { cancelled: () => Atomics.load(cancelledUpTo, 0) >= id }),
  );
}
