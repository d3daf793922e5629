import { formats as inPieces, snapshotFormats } from "../../core/formats/index";
import { conventions } from "../../core/runs/conventions/index";
import type { Command } from "../command";
import { UsageError } from "../errors";
import { readOptions } from "../flags/options";
import type { Io } from "../io";
import { inkOf, print, printJson } from "../print/printer";
import { table } from "../print/table";

const known = [...inPieces, ...snapshotFormats];

const flags = {
  trainers: { type: "boolean", help: "the trainers and loggers whose keys are known, and where each was read" },
  json: { type: "boolean", help: "as JSON" },
} as const;

export const formats: Command = {
  id: "formats",
  usage: "[--trainers] [--json]",
  summary: "the log formats that are read",
  flags,
  run(args, io) {
    const { values, positionals } = readOptions(args, flags);
    if (positionals.length > 0) throw new UsageError("formats takes no path");
    if (values.trainers === true) listTrainers(io, values.json === true);
    else listFormats(io, values.json === true);
    return 0;
  },
};

function listFormats(io: Io, json: boolean): void {
  const growth = { append: "read on as it grows", rewrite: "read again when it changes" };
  if (json) printJson(io, { formats: known.map(({ id, label, growth: how }) => ({ id, label, growth: how })) });
  else
    print(
      io,
      table(
        [{ head: "format" }, { head: "what it is" }, { head: "a growing file is" }],
        known.map((format) => [format.id, format.label, growth[format.growth]]),
        inkOf(io),
      ),
    );
}

/** The conventions, with the state of the writer's source at which each was read. */
function listTrainers(io: Io, json: boolean): void {
  if (json) printJson(io, { trainers: conventions.map(({ id, label, source }) => ({ id, label, source })) });
  else
    print(
      io,
      table(
        [{ head: "trainer" }, { head: "what it is" }, { head: "source" }, { head: "state" }, { head: "date" }],
        conventions.map(({ id, label, source }) => [
          id,
          label,
          source.repository,
          source.commit?.slice(0, 7) ?? source.version ?? "",
          source.date ?? "",
        ]),
        inkOf(io),
      ),
    );
}
