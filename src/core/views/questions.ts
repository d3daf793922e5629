import type { Section } from "../print/section";
import { questionOf, questions } from "../questions/index";
import { needsNothing } from "../questions/question";
import type { State } from "../state/state";
import type { StudyView } from "./view";
import type { QuestionView } from "./views";

/** The questions that can be asked in a view without being told anything; none where it shows no fitted law. */
export function questionsView({ fits, question }: State, { needsFit }: StudyView): readonly QuestionView[] {
  const isFitted = fits?.groups.some(({ result }) => result.fit.status === "fitted") === true;
  if (!needsFit || !isFitted) return [];
  return questions.filter(needsNothing).map(({ id, label }) => ({ id, label, asked: question?.id === id }));
}

/** What came of the question that is asked: its answer, and that it is of earlier fits where it is. */
export function answerSections(state: State, view: StudyView): readonly Section[] {
  const asked = questionsView(state, view).find((one) => one.asked);
  const { fits, question } = state;
  if (asked === undefined || question === undefined) return [];
  const title = questionOf(asked.id)?.label ?? asked.id;
  if (question.sections === undefined) return [sentence(asked.id, title, "Computing the answer …")];
  const { groups } = question.about;
  const isOld =
    fits?.groups.length !== groups.length || groups.some(({ result }, i) => result !== fits.groups[i]?.result);
  const old = "This was answered about earlier fits: ask again for these.";
  return isOld ? [sentence(asked.id, title, old), ...question.sections] : question.sections;
}

function sentence(id: string, title: string, line: string): Section {
  return { id, title, columns: [], rows: [], lines: [line], values: [] };
}
