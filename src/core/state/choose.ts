import { countCError, weightsError } from "../fit/protocol/expression";
import { defaultProtocol } from "../fit/protocol/protocol";
import {
  countNOptions,
  frontierOptions,
  pointsOptions,
  ratesOptions,
  seedsOptions,
  spacingOptions,
  valuesOf,
  warmupUnitOptions,
} from "../fit/protocol/protocolChoices";
import type { Choices, ChoicesPatch, FitChoices, TrendsChoices } from "./choices";

/** What a study shows before anyone has chosen. */
export const defaultChoices: Choices = {
  tab: "trends",
  filter: {},
  trends: { x: "tokens", xScale: "log", yScale: "log", smoothing: 0, colorBy: "auto", role: "auto" },
  fit: { ...defaultProtocol, x: "auto", metrics: [], by: "auto" },
};

/** The choices with a patch laid over them; what the patch does not name stays. */
export function patchChoices(choices: Choices, patch: ChoicesPatch): Choices {
  const filter = Object.fromEntries(
    Object.entries({ ...choices.filter, ...patch.filter }).filter(([, values]) => values.length > 0),
  );
  return {
    tab: patch.tab ?? choices.tab,
    filter,
    trends: { ...choices.trends, ...patch.trends },
    fit: { ...choices.fit, ...patch.fit },
    group: patch.group === undefined ? choices.group : (patch.group ?? undefined),
    run: patch.run === undefined ? choices.run : (patch.run ?? undefined),
  };
}

type Check = (value: unknown) => boolean;

const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    typeof value === "string" && values.includes(value);
const text: Check = (value) => typeof value === "string" && value.length < 1000;
const texts: Check = (value) => Array.isArray(value) && value.every(text);
const within =
  (low: number, high: number): Check =>
  (value) =>
    typeof value === "number" && value >= low && value <= high;
const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));

const trendsChecks: Readonly<Record<keyof TrendsChoices, Check>> = {
  x: oneOf("tokens", "flops", "step", "time"),
  xScale: oneOf("log", "linear"),
  yScale: oneOf("log", "linear"),
  smoothing: within(0, 0.999),
  colorBy: text,
  role: oneOf("auto", "eval", "train", "all"),
};

const fitChecks: Readonly<Record<keyof FitChoices, Check>> = {
  law: text,
  x: oneOf("auto", "flops", "tokens", "params", "step"),
  countN: oneOf(...valuesOf(countNOptions)),
  countC: (value) => text(value) && countCError(String(value)) === undefined,
  points: oneOf(...valuesOf(pointsOptions)),
  frontier: oneOf(...valuesOf(frontierOptions)),
  spacing: oneOf(...valuesOf(spacingOptions)),
  samples: within(10, 100_000),
  bins: within(1, 1000),
  minFlops: either(oneOf("auto"), within(0, 1e300)),
  warmup: within(0, 1e300),
  warmupUnit: oneOf(...valuesOf(warmupUnitOptions)),
  rates: oneOf(...valuesOf(ratesOptions)),
  seeds: oneOf(...valuesOf(seedsOptions)),
  dropHighest: within(0, 100_000),
  weights: (value) => text(value) && (value === "" || weightsError(String(value)) === undefined),
  objective: text,
  bootstrap: within(0, 100_000),
  interval: text,
  seed: within(0, 2 ** 32 - 1),
  metrics: texts,
  by: either(oneOf("auto"), texts),
};

/**
 * Reads a patch that comes from outside (a page's message, a saved state): keeps each choice that is known and well-formed and
 * drops the rest, so that a state saved by another version still opens.
 */
export function readPatch(value: unknown): ChoicesPatch {
  if (!isObject(value)) return {};
  const filter = isObject(value["filter"]) ? Object.entries(value["filter"]).filter(([, values]) => texts(values)) : [];
  return {
    ...kept(value, { tab: oneOf("trends", "scaling") }),
    ...(filter.length > 0 ? { filter: Object.fromEntries(filter) as Record<string, string[]> } : {}),
    trends: kept(value["trends"], trendsChecks),
    fit: kept(value["fit"], fitChecks),
    ...kept(value, { group: either(text, (v) => v === null), run: either(text, (v) => v === null) }),
  };
}

function kept(value: unknown, checks: Readonly<Record<string, Check>>): Record<string, never> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(checks).flatMap(([key, check]) => (key in value && check(value[key]) ? [[key, value[key]]] : [])),
  ) as Record<string, never>;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
