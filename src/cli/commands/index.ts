import { questions } from "../../core/questions/index";
import type { Command } from "../command";
import { askCommand } from "./ask";
import { fit } from "./fit";
import { formats } from "./formats";
import { laws } from "./laws";
import { observe } from "./observe";
import { runs } from "./runs";
import { series } from "./series";

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  runs,
  fit,
  observe,
  ...questions.flatMap((question) => (question.command === undefined ? [] : [askCommand(question, question.command)])),
  series,
  formats,
  laws,
];
