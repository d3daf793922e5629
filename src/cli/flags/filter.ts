import type { Run } from "../../core/runs/run";
import { lastFinite } from "../../core/stats/lastFinite";
import { UsageError } from "../errors";
import { parseWhere } from "./where";

/**
 * The runs for which `--where` holds. It can ask for N, D, C, L (the last value of the run's one loss), name, group, status, id,
 * any facet, any config key, run (its name), file (of its log), and any metric by its key (its last value); a name that no run knows is a UsageError.
 */
export function filterRuns(runs: readonly Run[], expression: string | undefined, flag = "where"): readonly Run[] {
  if (expression === undefined) return runs;
  const { where, names } = parseWhere(expression, flag);
  const strange = names.find((name) => runs.length > 0 && runs.every((run) => factOf(run, name) === undefined));
  if (strange !== undefined)
    throw new UsageError(`--${flag}: no run has "${strange}"; there is ${knownNames(runs).join(", ")}`);
  return runs.filter((run) => where((name) => factOf(run, name)));
}

function factOf(run: Run, name: string): number | string | undefined {
  switch (name) {
    case "N":
      return run.facts.params?.value;
    case "D":
      return run.facts.tokens?.value;
    case "C":
      return run.facts.flops?.value;
    case "group":
      return run.folder;
    case "name":
    case "status":
    case "id":
      return run[name];
  }
  const facet = run.facets.get(name);
  if (facet !== undefined) return facet;
  const config = run.config.get(name);
  if (config !== undefined) return typeof config === "boolean" ? String(config) : config;
  if (name === "run") return run.name;
  if (name === "file") return fileName(run);
  return lastOf(run, name === "L" ? onlyLoss(run) : name);
}

/** Of its first log, without the folders. */
const fileName = ({ files }: Run): string | undefined => files[0]?.slice(files[0].lastIndexOf("/") + 1);

function onlyLoss(run: Run): string | undefined {
  const losses = run.metrics.filter(({ quantity, role }) => quantity === "ce" && role !== "other");
  const evals = losses.filter(({ role }) => role === "eval");
  const [only, ...others] = evals.length > 0 ? evals : losses;
  return others.length === 0 ? only?.key : undefined;
}

function lastOf(run: Run, key: string | undefined): number | undefined {
  const values = key === undefined ? undefined : run.series(key)?.value;
  return values?.[lastFinite(values)];
}

function knownNames(runs: readonly Run[]): string[] {
  return [
    "N",
    "D",
    "C",
    "L",
    "name",
    "file",
    "group",
    "status",
    ...new Set(runs.flatMap((run) => [...run.facets.keys()])),
  ];
}
