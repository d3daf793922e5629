import { answerTo, type Answer } from "../core/questions/answer";
import type { Section } from "../core/print/section";
import { questionOf } from "../core/questions/index";
import type { Given } from "../core/questions/parameters/given";
import { plainStudy } from "../core/questions/plainStudy";
import type { Question } from "../core/questions/question";
import { studyOf } from "../core/questions/study";
import type { Event } from "../core/state/reduce";
import { shownRuns } from "../core/state/select";
import type { AskedQuestion, State } from "../core/state/state";
import type { FitRunner } from "./fitRunner";

/** Asks questions about the fits of the state, in the thread that fits where a question does not read the runs. */
export interface Asker {
  answer(question: string, values: Given["values"]): Promise<Answer>;
  /** Puts a question into the state and, once there is one, its answer; null takes it away. Another question supersedes it. */
  show(question: string | null): Promise<void>;
}

export interface AskerOptions {
  readonly state: () => State;
  readonly dispatch: (event: Event) => void;
  readonly runner: FitRunner;
}

export function createAsker({ state, dispatch, runner }: AskerOptions): Asker {
  const answer: Asker["answer"] = async (id, values) => {
    const { fits } = state();
    const question = questionOf(id);
    if (fits === undefined) return { refused: "No law is fitted yet: press Fit first." };
    const study = studyOf(shownRuns(state()), fits);
    if (question === undefined || question.reads === "runs") return answerTo(id, values, study);
    return runner.ask({ question: id, values, study: plainStudy(study, question.reads === "rereads") });
  };
  return {
    answer,
    async show(id) {
      const { fits } = state();
      const question = id === null ? undefined : questionOf(id);
      if (question === undefined || fits === undefined) {
        dispatch({ type: "asked", question: undefined });
        return;
      }
      const asked: AskedQuestion = { id: question.id, about: fits };
      dispatch({ type: "asked", question: asked });
      const found = await answer(question.id, {}).catch((error: unknown): Answer => {
        return { refused: error instanceof Error ? error.message : String(error) };
      });
      if (state().question !== asked) return;
      const sections = "sections" in found ? found.sections : [refusal(question, found.refused)];
      dispatch({ type: "asked", question: { ...asked, sections } });
    },
  };
}

/** Why there is no answer, in the place of one. */
function refusal({ id, label }: Question, why: string): Section {
  return { id, title: label, columns: [], rows: [], lines: [why], values: [], answered: false };
}
