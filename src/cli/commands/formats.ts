import { formats as inPieces, snapshotFormats } from "../../core/formats/index";
import type { Command } from "../command";
import { UsageError } from "../errors";
import { readOptions } from "../flags/options";
import { inkOf, print, printJson } from "../print/printer";
import { table } from "../print/table";

const known = [...inPieces, ...snapshotFormats];

const flags = { json: { type: "boolean", help: "as JSON" } } as const;

export const formats: Command = {
  id: "formats",
  usage: "[--json]",
  summary: "the log formats that are read",
  flags,
  run(args, io) {
    const { values, positionals } = readOptions(args, flags);
    if (positionals.length > 0) throw new UsageError("formats takes no path");
    const growth = { append: "read on as it grows", rewrite: "read again when it changes" };
    if (values.json === true)
      printJson(io, { formats: known.map(({ id, label, growth: how }) => ({ id, label, growth: how })) });
    else
      print(
        io,
        table(
          [{ head: "format" }, { head: "what it is" }, { head: "a growing file is" }],
          known.map((format) => [format.id, format.label, growth[format.growth]]),
          inkOf(io),
        ),
      );
    return 0;
  },
};
