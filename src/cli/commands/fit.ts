import { reportText, writers } from "../../core/export/index";
import type { Section } from "../../core/print/section";
import { comparison } from "../../core/questions/comparison";
import { heldOut } from "../../core/questions/heldOut";
import { questions } from "../../core/questions/index";
import { parseHoldOut } from "../../core/questions/parameters/holdOut";
import { lawsIn } from "../../core/questions/parameters/laws";
import type { Given } from "../../core/questions/parameters/given";
import type { Ask } from "../../core/questions/question";
import { rollout } from "../../core/questions/rollout";
import type { Command } from "../command";
import { UsageError } from "../errors";
import { fitRuns } from "../fitRuns";
import { readOptions, type AnyValues, type Flags, type Values } from "../flags/options";
import { fitFlags, readProtocol } from "../flags/protocolFlags";
import { askFlag, givenByFlag } from "../flags/questionFlags";
import { answer, sayUnfitted, studyReport } from "../print/answer";
import { print } from "../print/printer";

const exportFlags: Flags = Object.fromEntries(
  writers.flatMap(({ id, help }) => (id === "json" ? [] : [[id, { type: "boolean", help } as const]])),
);
const askFlags: Flags = Object.assign({}, ...questions.map(askFlag)) as Flags;

export const fit: Command = {
  id: "fit",
  usage: "PATH… [--protocol PRESET] [--law LAW | --formula FORMULA] [--metric KEY]… [--by FACET]… [flags]",
  summary: "the fitted scaling laws, one for each group and metric",
  flags: { ...askFlags, ...fitFlags, ...exportFlags },
  async run(args, io) {
    const { values, others, positionals } = readOptions(args, fitFlags, { ...askFlags, ...exportFlags });
    const formats = writers.map(({ id }) => id).filter((id) => others[id] === true);
    if (formats.length > 1) throw new UsageError(`--${formats.join(" and --")} exclude each other`);
    const [format] = formats;
    const asks = asksOf(others);
    if (asks.length > 0 && format !== undefined && format !== "json")
      throw new UsageError(`--${format} writes the laws alone; what stands beside them is in --json`);
    const held = others[heldOut.flag?.name ?? ""];
    const holdOut = typeof held === "string" ? parseHoldOut(held, `--${heldOut.flag?.name ?? ""}`) : undefined;
    const read = await fitRuns(io, positionals, values, readProtocol(withComparedLaw(values, others)), holdOut);
    if (format !== undefined && format !== "json") {
      print(io, reportText(studyReport(read), format));
      return sayUnfitted(io, read.study);
    }
    const sections = asks.flatMap((ask): Section[] => ask(read.study));
    return answer(io, read, sections, format === "json");
  },
};

/** What is asked beside the fits. Whoever holds something out also wants the error of the law on it. */
function asksOf(others: AnyValues): Ask[] {
  return questions.flatMap((question) => {
    const given = givenByFlag(question, others);
    if (given !== undefined && question === rollout) return [question.prepare(withComparedLaws(given, others))];
    if (given !== undefined) return [question.prepare(given)];
    const isHeld = question === comparison && givenByFlag(heldOut, others) !== undefined;
    return isHeld ? [question.prepare({ values: {}, name: (key) => key })] : [];
  });
}

/** A rollout is of the fitted law and of those that are compared. */
function withComparedLaws(given: Given, others: AnyValues): Given {
  const laws = givenByFlag(comparison, others)?.values["laws"] ?? [];
  return { ...given, values: { laws } };
}

/** Whoever compares laws and names none to fit wants the first of them fitted. */
function withComparedLaw(values: Values<typeof fitFlags>, others: AnyValues): Values<typeof fitFlags> {
  const compared = others[comparison.flag?.name ?? ""];
  const [first] = Array.isArray(compared) ? (compared as readonly string[]) : [];
  const said = values.law ?? values.formula ?? values.protocol;
  return first === undefined || said !== undefined ? values : { ...values, law: lawsIn(first)[0] ?? first };
}
