import type { Run } from "../../core/runs/run";
import { inputNames } from "../../core/state/inputs";
import { reportText } from "../../core/export/report";
import { answer, sayUnfitted, studyReport } from "../print/print";
import type { Beside } from "../print/sections";
import type { Command } from "../command";
import { compared } from "../questions/compare";
import { UsageError } from "../errors";
import { fitStudy, type FittedStudy } from "../fitStudy";
import { groupDifferences } from "../questions/groupDifferences";
import { heldOut } from "../questions/holdOut";
import { parseHoldOut, type AskedHoldOut } from "../flags/holdOutFlag";
import { influences } from "../questions/influences";
import { checkLawId, namedLaw } from "../flags/lawFlag";
import { oneOf, readOptions, type Values } from "../flags/options";
import { print } from "../print/output";
import { predictions } from "../questions/predictions";
import { fitFlags, readProtocol } from "../flags/protocolFlags";
import { parseTarget } from "../flags/target";
import { whatIfs } from "../questions/whatIf";

const flags = {
  "hold-out": {
    type: "string",
    value: "WHAT",
    help: "fit without, predict, and say the error: C>1e21, size=largest, file=b.csv, run=x",
  },
  compare: { type: "string", multiple: true, value: "LAW,LAW", help: "laws beside each other, the best first" },
  "what-if": { type: "boolean", help: "how far each coefficient moves under each neighbouring choice" },
  "compare-groups": { type: "boolean", help: "whether coefficients differ between groups, with intervals and p" },
  influence: { type: "string", value: "run|row", help: "how far the law moves without each run, or each row" },
  target: { type: "string", multiple: true, value: "TARGET", help: "predict there: 1e24, 70B@15T, 70B, 15T, N=…,D=…" },
  ...fitFlags,
  csv: { type: "boolean", help: "as CSV, at full precision" },
  markdown: { type: "boolean", help: "as a Markdown table" },
  latex: { type: "boolean", help: "as a LaTeX table" },
  python: { type: "boolean", help: "as a Python module: a function a law" },
} as const;

const exports = ["json", "csv", "markdown", "latex", "python"] as const;

export const fit: Command = {
  id: "fit",
  usage: "PATH… [--protocol PRESET] [--law LAW | --formula FORMULA] [--metric KEY]… [--by FACET]… [flags]",
  summary: "the fitted scaling laws, one for each group and metric",
  flags,
  async run(args) {
    const { values, positionals } = readOptions(args, flags);
    const asked = exports.filter((format) => values[format] === true);
    if (asked.length > 1) throw new UsageError(`--${asked.join(" and --")} exclude each other`);
    const [format] = asked;
    const more = readMore(values);
    if (more.any && format !== undefined && format !== "json")
      throw new UsageError(`--${format} writes the laws alone; what stands beside them is in --json`);
    const study = await fitStudy(positionals, values, readProtocol(withLaw(values)), more.holdOut);
    const beside = more.answer(study);
    if (format === undefined || format === "json") return answer(study, beside, format === "json");
    print(reportText(studyReport(study, beside), format));
    return sayUnfitted(study.fits);
  },
};

/** Who compares laws and names none to fit wants the first of them fitted. */
function withLaw(values: Values<typeof flags>): Values<typeof flags> {
  const [first] = values.compare ?? [];
  const said = values.law ?? values.formula ?? values.protocol;
  return first === undefined || said !== undefined ? values : { ...values, law: lawsIn(first)[0] ?? first };
}

/** Laws by comma; a mixture's shares stand behind a colon, with commas of their own. */
function lawsIn(text: string): string[] {
  return text.includes(":") ? [text] : text.split(",");
}

/** What is asked beside the laws. */
function readMore(values: Values<typeof flags>): {
  readonly any: boolean;
  readonly holdOut: AskedHoldOut | undefined;
  answer(study: FittedStudy): Beside[];
} {
  const holdOut = values["hold-out"] === undefined ? undefined : parseHoldOut(values["hold-out"]);
  const targets = (values.target ?? []).map((text) => parseTarget("target", text));
  const laws = (values.compare ?? []).flatMap(lawsIn);
  for (const law of laws) checkLawId("compare", law);
  const by = oneOf("influence", values.influence, ["run", "row"]);
  const comparing = laws.length > 0 || holdOut !== undefined;
  return {
    any: comparing || targets.length > 0 || ["what-if", "compare-groups", "influence"].some((flag) => flag in values),
    holdOut,
    answer(study) {
      const named = laws.map((law) => namedLaw(law, knownNames(study.runs)));
      const said = values.law ?? values.formula ?? values.protocol;
      const all = new Set([...named, ...(named.length === 0 || said !== undefined ? [study.choices.law] : [])]);
      return [
        ...(study.holdOut === undefined ? [] : [heldOut(study, study.holdOut)]),
        ...(comparing ? [compared(study, [...all], study.holdOut)] : []),
        ...(values["what-if"] === true ? [whatIfs(study)] : []),
        ...(values["compare-groups"] === true ? [groupDifferences(study)] : []),
        ...(by === undefined ? [] : [influences(study, by)]),
        ...(targets.length > 0 ? [predictions(study, targets)] : []),
      ];
    },
  };
}

function knownNames(runs: readonly Run[]): ReadonlySet<string> {
  return new Set(runs.flatMap(inputNames));
}
