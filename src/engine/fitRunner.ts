import { fitGroup, type GroupFit } from "../core/fit/group";
import type { Curve } from "../core/fit/points/curve";
import type { Protocol } from "../core/fit/protocol/protocol";
import { answerTo, type Answer } from "../core/questions/answer";
import { studyOfPlain } from "../core/questions/plainStudy";
import type { PlainQuestion } from "../protocol/fitJobs";

/** Where fits are computed: in a thread of their own, or on the spot. What is asked is answered one after another. */
export interface FitRunner {
  /** Fits one group of runs; a fit that is cancelled answers "cancelled". Rejects when what computes it ended unexpectedly. */
  fit(curves: readonly Curve[], protocol: Protocol): Promise<GroupFit>;
  /** Answers a question that does not read the runs; one that is cancelled is refused. Rejects as `fit` does. */
  ask(asked: PlainQuestion): Promise<Answer>;
  /** Cancels the fits and questions asked for so far. */
  cancel(): void;
  close(): void;
}

/** Fits in this very thread: it does nothing else meanwhile. For tests and benchmarks. */
export function createLocalFitRunner(): FitRunner {
  let generation = 0;
  return {
    async fit(curves, protocol) {
      const asked = generation;
      await new Promise((resolve) => setImmediate(resolve));
      return fitGroup(curves, protocol, { cancelled: () => asked !== generation });
    },
    async ask({ question, values, study }) {
      const asked = generation;
      await new Promise((resolve) => setImmediate(resolve));
      return answerTo(question, values, studyOfPlain(study), { cancelled: () => asked !== generation });
    },
    cancel() {
      generation++;
    },
    close() {
      generation++;
    },
  };
}
