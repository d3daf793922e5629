import type { Run, Series } from "../../core/runs/run";
import type { Command } from "../command";
import { UsageError } from "../errors";
import { readOptions } from "../flags/options";
import type { Io } from "../io";
import { inkOf, print, printJson } from "../print/printer";
import { placeOf } from "../print/runPlace";
import { readFlags, readStudy } from "../readStudy";
import { table } from "../print/table";

const flags = {
  run: { type: "string", value: "ID", help: "the run, by its id, its folder and name, or its name" },
  metric: { type: "string", value: "KEY", help: "the metric, by its raw key" },
  ...readFlags,
  json: { type: "boolean", help: "as JSON: one array a column" },
} as const;

const columns = ["step", "value", "tokens", "flops", "wallTime"] as const;

export const series: Command = {
  id: "series",
  usage: "PATH… --run ID --metric KEY [--json]",
  summary: "every value of one metric of one run, restarts resolved",
  flags,
  async run(args, io) {
    const { values, positionals } = readOptions(args, flags);
    const { run: wanted, metric: key } = values;
    if (wanted === undefined || key === undefined) throw new UsageError("series needs --run and --metric");
    const { runs } = await readStudy(io, positionals, values);
    const ways = [(run: Run) => run.id, placeOf, (run: Run) => run.name];
    const found = ways.map((way) => runs.filter((run) => way(run) === wanted)).find(({ length }) => length > 0) ?? [];
    const [run] = found;
    if (run === undefined) throw new UsageError(`no run is called "${wanted}"; see isoflop runs`);
    if (found.length > 1) throw new UsageError(`${found.length} runs are called "${wanted}"; name one by its id`);
    const read = run.series(key);
    if (read === undefined)
      throw new UsageError(`the run has no "${key}"; it has ${run.metrics.map((metric) => metric.key).join(", ")}`);
    if (values.json === true) printJson(io, { run: run.id, ...asJson(read) });
    else printTable(io, read);
    return 0;
  },
};

function asJson(read: Series): Record<string, unknown> {
  const { key, role, quantity, unit } = read;
  const data = Object.fromEntries(columns.flatMap((name) => (read[name] ? [[name, Array.from(read[name])]] : [])));
  return { key, role, domain: read.domain ?? null, quantity, unit, ...data };
}

function printTable(io: Io, read: Series): void {
  const known = columns.filter((name) => read[name] !== undefined);
  const rows = Array.from(read.step, (_, i) =>
    known.map((name) => {
      const value = read[name]?.[i] ?? NaN;
      return Number.isNaN(value) && name !== "value" ? "" : String(value);
    }),
  );
  const heads = known.map((head) => ({ head: head === "value" ? read.key : head, align: "right" as const }));
  print(io, table(heads, rows, inkOf(io)));
}
