import type { Watch } from "../fit/intervals/resample";
import type { Section } from "../print/section";
import { questionOf } from "./index";
import { ParameterError, type Given } from "./parameters/given";
import type { FittedStudy } from "./study";

/** What came of a question: its sections, or why it was not asked, for whoever asked it. */
export type Answer = { readonly sections: readonly Section[] } | { readonly refused: string };

/** Asks a question by its id. A parameter that cannot be read, and an unknown question, are refused in words. */
export function answerTo(id: string, values: Given["values"], study: FittedStudy, watch?: Watch): Answer {
  const question = questionOf(id);
  if (question === undefined) return { refused: `There is no question "${id}".` };
  const name = (key: string): string => question.parameters.find((parameter) => parameter.key === key)?.label ?? key;
  try {
    const sections = question.prepare({ values, name })(study, watch);
    return watch?.cancelled?.() === true ? { refused: "Cancelled before it was answered." } : { sections };
  } catch (error) {
    if (error instanceof ParameterError) return { refused: error.message };
    throw error;
  }
}
