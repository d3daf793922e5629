import type { AskCommand, Question } from "../../core/questions/question";
import type { Command } from "../command";
import { fitRuns } from "../fitRuns";
import { readOptions } from "../flags/options";
import { fitFlags, readProtocol } from "../flags/protocolFlags";
import { givenOf, parameterFlags } from "../flags/questionFlags";
import { answer } from "../print/answer";

/** The command of a question: reads its parameters, fits, asks, and prints the answer beside the fits. */
export function askCommand(question: Question, { name, usage, summary, choices }: AskCommand): Command {
  const own = parameterFlags(question);
  return {
    id: name,
    usage,
    summary,
    flags: { ...own, ...fitFlags },
    async run(args, io) {
      const { values, others, positionals } = readOptions(args, fitFlags, own);
      const ask = question.prepare(givenOf(question, others));
      const protocol = readProtocol(values, choices);
      const read = await fitRuns(io, positionals, values, protocol);
      return answer(io, read, ask(read.study), values.json === true);
    },
  };
}
