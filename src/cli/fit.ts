import { parseObjective } from "../core/fit/objective";
import { lawOf, laws } from "../core/laws/index";
import type { Run } from "../core/runs/run";
import type { FitChoices } from "../core/state/choices";
import { defaultChoices } from "../core/state/choose";
import { planFits } from "../core/state/fitting";
import type { Fits } from "../core/state/state";
import { reportOf, reportText } from "../core/view/report";
import { parseColumns } from "./columnMap";
import type { Command } from "./command";
import { UsageError } from "./errors";
import { fitTable } from "./fitTable";
import { numberOf, oneOf, readOptions, wholeOf, type Values } from "./options";
import { print, say } from "./output";
import { readFlags, readStudy } from "./study";

const flags = {
  law: { type: "string", value: "LAW", help: "see isoflop laws" },
  metric: {
    type: "string",
    multiple: true,
    value: "KEY",
    help: "what to fit, by its raw key (default: every evaluation loss)",
  },
  x: { type: "string", value: "flops|tokens|params|step", help: "what the loss is a law of" },
  by: { type: "string", multiple: true, value: "FACET", help: "what makes the groups; none = one group" },
  points: { type: "string", value: "frontier|final|all", help: "which points of the runs are fitted" },
  frontier: { type: "string", value: "hull|envelope", help: "lower convex hull, or minimum over runs" },
  spacing: { type: "string", value: "linear|log", help: "of the frontier's samples" },
  samples: { type: "string", value: "N", help: "of the frontier" },
  "min-flops": { type: "string", value: "X", help: "leave out points of less compute (default: auto)" },
  warmup: { type: "string", value: "SHARE", help: "leave out the first share of each run" },
  "drop-highest": { type: "string", value: "N", help: "leave out the N rows of the highest loss" },
  objective: { type: "string", value: "OBJECTIVE", help: "log-mse, mse, lad, huber:1e-3, asym:10" },
  bootstrap: { type: "string", value: "N", help: "resamples for the intervals; 0 = none" },
  seed: { type: "string", value: "N", help: "of the resamples" },
  ...readFlags,
  json: { type: "boolean", help: "as JSON, at full precision" },
  csv: { type: "boolean", help: "as CSV, at full precision" },
  markdown: { type: "boolean", help: "as a Markdown table" },
  latex: { type: "boolean", help: "as a LaTeX table" },
} as const;

const exports = ["json", "csv", "markdown", "latex"] as const;

export const fit: Command = {
  id: "fit",
  usage: "PATH… [--law power|power-floor|…] [--metric KEY]… [--by FACET]… [flags]",
  summary: "the fitted scaling laws, one for each group and metric",
  flags,
  async run(args) {
    const { values, positionals } = readOptions(args, flags);
    const asked = exports.filter((format) => values[format] === true);
    if (asked.length > 1) throw new UsageError(`--${asked.join(" and --")} exclude each other`);
    const choices = choicesOf(values);
    const { runs, problems } = await readStudy(positionals, values);
    checkNames(runs, choices);
    const fits = fitAll(runs, choices);
    const [format] = asked;
    print(format === undefined ? fitTable(fits, runs, problems) : reportText(reportOf(fits), format));
    if (fits.groups.some(({ result }) => result.fit.status === "fitted")) return 0;
    say(
      fits.groups.length === 0
        ? "isoflop: no run has a loss to fit"
        : "isoflop: no law could be fitted; the reasons are above",
    );
    return 1;
  },
};

function choicesOf(values: Values<typeof flags>): FitChoices {
  const { fit: standard } = defaultChoices;
  const law = values.law ?? standard.law;
  if (lawOf(law) === undefined)
    throw new UsageError(`--law is one of ${laws.map(({ id }) => id).join(", ")}; it was "${law}"`);
  const objective = values.objective ?? standard.objective;
  if (parseObjective(objective) === undefined)
    throw new UsageError(`--objective is log-mse, mse, lad, huber:DELTA or asym:WEIGHT; it was "${objective}"`);
  const warmup = numberOf("warmup", values.warmup, 0) ?? standard.warmup;
  if (warmup >= 1) throw new UsageError("--warmup is a share below 1");
  const { by } = values;
  return {
    law,
    metrics: values.metric ?? saidLoss(values.columns) ?? standard.metrics,
    x: oneOf("x", values.x, ["flops", "tokens", "params", "step"]) ?? standard.x,
    by: by === undefined ? standard.by : by.filter((facet) => facet !== "none"),
    points: oneOf("points", values.points, ["frontier", "final", "all"]) ?? standard.points,
    frontier: oneOf("frontier", values.frontier, ["hull", "envelope"]) ?? standard.frontier,
    spacing: oneOf("spacing", values.spacing, ["linear", "log"]) ?? standard.spacing,
    samples: wholeOf("samples", values.samples, 10) ?? standard.samples,
    minFlops: numberOf("min-flops", values["min-flops"], 0) ?? standard.minFlops,
    warmup,
    dropHighest: wholeOf("drop-highest", values["drop-highest"], 0) ?? standard.dropHighest,
    objective,
    bootstrap: wholeOf("bootstrap", values.bootstrap, 0) ?? standard.bootstrap,
    seed: wholeOf("seed", values.seed, 0) ?? standard.seed,
  };
}

/** Who says which column is the loss wants that one fitted. */
function saidLoss(columns: string | undefined): string[] | undefined {
  const loss = columns === undefined ? undefined : parseColumns(columns).L;
  return loss === undefined ? undefined : [loss];
}

/** A metric or facet that no run has is a slip of the pen, not an empty study. */
function checkNames(runs: readonly Run[], { metrics, by }: FitChoices): void {
  const keys = new Set(runs.flatMap((run) => run.metrics.map(({ key }) => key)));
  const metric = metrics.find((key) => !keys.has(key));
  if (metric !== undefined) throw new UsageError(`--metric: no run has "${metric}"; there is ${[...keys].join(", ")}`);
  const facets = new Set(runs.flatMap((run) => [...run.facets.keys()]));
  const facet = by === "auto" ? undefined : by.find((name) => !facets.has(name));
  if (facet !== undefined)
    throw new UsageError(`--by: no facet "${facet}"; there is ${[...facets, "none"].join(", ")}`);
}

function fitAll(runs: readonly Run[], choices: FitChoices): Fits {
  const plan = planFits(runs, choices, undefined);
  return plan.finish(plan.groups.map((_, i) => plan.fit(i, () => false)));
}
