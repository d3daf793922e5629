import type { Observation } from "../../core/observe/measure/observation";
import { observationsOfFits, restText } from "../../core/views/observations";
import { observationsMarkdown } from "../../core/export/markdown";
import type { Command } from "../command";
import { known } from "../../core/print/derived";
import { UsageError } from "../errors";
import { fitRuns } from "../fitRuns";
import { readOptions } from "../flags/options";
import { inkOf, print, printJson, say, type Ink } from "../print/printer";
import { protocolFlags, readProtocol } from "../flags/protocolFlags";
import { readFlags } from "../readStudy";
import { printable } from "../print/table";

const flags = {
  ...protocolFlags,
  ...readFlags,
  numbers: { type: "boolean", help: "with the numbers that each sentence rests on" },
  json: { type: "boolean", help: "as JSON, at full precision" },
  markdown: { type: "boolean", help: "as a Markdown list" },
} as const;

export const observe: Command = {
  id: "observe",
  usage: "PATH… [--numbers] [flags of fit]",
  summary: "what a careful reader would write under the figures: which mix scales how, who ends lower, how sure it is",
  flags,
  async run(args, io) {
    const { values, positionals } = readOptions(args, flags);
    if (values.json === true && values.markdown === true)
      throw new UsageError("--json and --markdown exclude each other");
    const { study } = await fitRuns(io, positionals, values, readProtocol(values));
    const found = observationsOfFits(study.fits, study.runs);
    if (values.json === true) printJson(io, { observations: found.map(asJson) });
    else if (found.length === 0) say(io, "isoflop: nothing to observe: too few runs, or too much alike");
    else if (values.markdown === true) print(io, observationsMarkdown(found));
    else print(io, listOf(found, values.numbers === true, inkOf(io)));
    return 0;
  },
};

const marks = { sure: "+", open: "?", counted: "·" } as const;

/** A paragraph each: `+` is sure, `?` could not be told, `·` is a count. */
function listOf(found: readonly Observation[], numbers: boolean, ink: Ink): string {
  return found
    .map(({ sentence, caveat, basis, strength, numbers: rests }) =>
      [
        `${marks[strength]} ${printable(sentence)}`,
        ...(caveat === undefined ? [] : [ink.dim(`  ${printable(caveat)}`)]),
        ink.dim(`  ${printable(basis)}`),
        ...(numbers ? rests.map((rest) => ink.dim(`    ${printable(rest.label)}: ${restText(rest)}`)) : []),
      ].join("\n"),
    )
    .join("\n");
}

function asJson({ kind, id, sentence, strength, basis, caveat, numbers, groups, runs, domains }: Observation): unknown {
  const said = numbers.map(({ label, value, low, high, unit }) => {
    return { label, value: known(value), low: known(low), high: known(high), unit };
  });
  return { kind, id, sentence, strength, basis, caveat: caveat ?? null, numbers: said, groups, runs, domains };
}
