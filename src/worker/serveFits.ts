import type { MessagePort } from "node:worker_threads";
import { fitGroup } from "../core/fit/group";
import { answerTo } from "../core/questions/answer";
import { studyOfPlain } from "../core/questions/plainStudy";
import type { FitJobs } from "../protocol/fitJobs";
import { answerCalls } from "./answerCalls";
import type { FitSetup } from "./setup";

/** The thread that fits: one request after another, each ended early when the flag says that it is cancelled. */
export function serveFits(port: MessagePort, { cancelled }: FitSetup): void {
  const cancelledUpTo = new Int32Array(cancelled);
  answerCalls<FitJobs>(port, (request) => {
    const watch = { cancelled: (): boolean => Atomics.load(cancelledUpTo, 0) >= request.id };
    switch (request.job) {
      case "fit":
        return fitGroup(request.arg.curves, request.arg.protocol, watch);
      case "ask": {
        const { question, values, study } = request.arg;
        return answerTo(question, values, studyOfPlain(study), watch);
      }
    }
  });
}
