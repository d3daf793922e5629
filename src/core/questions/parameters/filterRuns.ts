import type { Run } from "../../runs/run";
import { lastFiniteIndex } from "../../stats/lastFiniteIndex";
import { ParameterError } from "./given";
import { parseWhere } from "./where";

/**
 * The runs for which an expression holds (see `parseWhere`). It can ask for N, D, C, L (the last value of the run's one loss), name,
 * group, status, id, any facet, any config key, run (its name), file (of its log), and any metric by its key (its last value). Throws a
 * ParameterError that begins with `name` for a name that no run knows.
 */
export function filterRuns(runs: readonly Run[], expression: string, name: string): readonly Run[] {
  const { where, names } = parseWhere(expression, name);
  const strange = names.find((fact) => runs.length > 0 && runs.every((run) => factOf(run, fact) === undefined));
  if (strange !== undefined)
    throw new ParameterError(`${name}: no run has "${strange}"; there is ${knownNames(runs).join(", ")}`);
  return runs.filter((run) => where((fact) => factOf(run, fact)));
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
  return values?.[lastFiniteIndex(values)];
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
