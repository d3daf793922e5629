import {
  countCOptions,
  countNOptions,
  frontierOptions,
  pointsOptions,
  ratesOptions,
  seedsOptions,
  spacingOptions,
  warmupUnitOptions,
} from "../fit/protocol/protocolChoices";
import { laws } from "../laws/index";
import { automaticFacets, lossesOf } from "../state/groups";
import { facetValues } from "../state/select";
import type { State } from "../state/state";
import type { Menus, Option } from "./views";

const option = (value: string, label: string, hint = ""): Option => ({ value, label, hint });

/** What every control can offer for this study. The fixed lists are the whole list; the others hold what the runs have. */
export function menusOf(state: State): Menus {
  const facets = facetValues(state.runs);
  const metrics = new Map(state.runs.flatMap((run) => lossesOf(run, "all").map((metric) => [metric.key, metric])));
  const automatic = automaticFacets(state.runs).join(" × ") || "all runs together";
  return {
    ...fixed,
    colorBy: [
      option("auto", "Automatic"),
      option("size", "Model size"),
      option("run", "Run"),
      ...[...facets.keys()].map((facet) => option(facet, facet)),
    ],
    filters: [...facets].map(([facet, values]) => ({
      facet,
      label: facet,
      values: values.map((value) => option(value, value === "" ? "(none)" : value)),
    })),
    laws: laws.map((law) => option(law.id, law.label, law.formula.replace(/[{}]/g, ""))),
    metrics: [...metrics.values()].map(({ key, domain, role }) => option(key, domain ?? key, `${role}: ${key}`)),
    by: [option("auto", "Automatic", automatic), ...[...facets.keys()].map((facet) => option(facet, facet))],
  };
}

const fixed = {
  x: [
    option("tokens", "Tokens seen"),
    option("flops", "Training FLOPs"),
    option("step", "Step"),
    option("time", "Wall time"),
  ],
  role: [
    option("auto", "Automatic", "Evaluation losses, or training losses of runs that log no evaluation."),
    option("eval", "Evaluation"),
    option("train", "Training"),
    option("all", "All"),
  ],
  fitX: [
    option("auto", "Automatic", "FLOPs where they are known, else tokens, else steps."),
    option("flops", "Training FLOPs C"),
    option("tokens", "Tokens D"),
    option("params", "Parameters N"),
    option("step", "Step"),
  ],
  countN: countNOptions,
  countC: countCOptions,
  points: pointsOptions,
  frontier: frontierOptions,
  spacing: spacingOptions,
  warmupUnit: warmupUnitOptions,
  rates: ratesOptions,
  seeds: seedsOptions,
  intervals: [
    option("percentile", "Bootstrap, percentiles"),
    option("studentized", "Bootstrap, studentized", "Slower, and nearer to 95 % where runs are few."),
    option("wild", "Wild cluster bootstrap", "Flips the residuals of whole runs; the runs stay."),
    option("profile", "Profile of the squares", "No resamples: from how the objective rises round the optimum."),
  ],
  objectives: [
    option("log-mse", "Squared error of ln L"),
    option("mse", "Squared error of L"),
    option("lad", "Absolute error of ln L"),
    option("huber:1e-3", "Huber of ln L, δ = 10⁻³", "Hoffmann et al. 2022."),
    option("asym:10", "Asymmetric, over-prediction × 10"),
  ],
} satisfies Partial<Menus>;
