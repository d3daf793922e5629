import { allocations } from "./allocations";
import { approaches } from "./approaches";
import { comparison } from "./comparison";
import { differences } from "./differences";
import { heldOut } from "./heldOut";
import { influence } from "./influence";
import { mix } from "./mix";
import { next } from "./next";
import { predictions } from "./predictions";
import type { Question } from "./question";
import { rollout } from "./rollout";
import { whatIf } from "./whatIf";

/** Every question that can be asked about fits, in the order in which their answers are shown. */
export const questions: readonly Question[] = [
  heldOut,
  comparison,
  rollout,
  whatIf,
  differences,
  influence,
  predictions,
  allocations,
  mix,
  next,
  approaches,
];

export function questionOf(id: string): Question | undefined {
  return questions.find((question) => question.id === id);
}
