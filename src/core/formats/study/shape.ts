import { isObject, type Json } from "../json/json";
import { factNames, metricUnits, type FactName, type Unit } from "../../runs/described/studyFile";
import { parsePattern } from "../../runs/words/pattern";
import type { Quantity, Role } from "../../runs/run";
import { count, listOf, object, oneOf, positive, recordOf, text, type Check, type Fields } from "./checks";

/** The shape of `isoflop.json`, field by field: `media/isoflop.schema.json` says the same, and a test holds the two together. */

const paramKinds = ["total", "non-embedding", "active"] as const;
const roles = ["train", "eval", "other"] as const satisfies readonly Role[];
const quantities = ["ce", "ppl", "bpb", "acc", "other"] as const satisfies readonly Quantity[];

/** The units that a quantity can be logged in. */
const fittingUnits: Readonly<Record<Quantity, readonly Unit[]>> = {
  ce: ["nats/token", "bits/token", "ppl"],
  ppl: ["ppl"],
  bpb: ["bits/byte"],
  acc: ["accuracy"],
  other: [],
};

interface RawParams {
  readonly value: number;
  readonly kind: string;
}

export interface RawMetric {
  readonly role?: Role;
  readonly domain?: string;
  readonly quantity?: Quantity;
  readonly unit?: Unit;
}

type RawFacts = Readonly<Partial<Record<Exclude<FactName, "params">, number>>> & { readonly params?: RawParams };

export interface RawWords {
  readonly name?: string;
  readonly facts?: RawFacts;
  readonly facets?: ReadonlyMap<string, string>;
  readonly metrics?: ReadonlyMap<string, RawMetric>;
}

export interface RawColumns {
  readonly run?: string;
  readonly N?: string;
  readonly D?: string;
  readonly C?: string;
  readonly L?: string;
  readonly step?: string;
  readonly tokens?: string;
  readonly rows?: "runs" | "steps";
}

export interface RawStudy extends RawWords {
  readonly $schema?: string;
  readonly runPattern?: string;
  readonly columns?: RawColumns;
  readonly exclude?: readonly string[];
  readonly protocol?: string | Readonly<Record<string, Json>>;
  readonly runs?: ReadonlyMap<string, RawWords>;
}

function without<T extends object>(found: T, key: keyof T): T {
  const rest = { ...found };
  Reflect.deleteProperty(rest, key);
  return rest;
}

const parameters = 'a number of parameters, such as 1.6e9 or "1.6B"';
const sized = object<RawParams>({ value: count(parameters), kind: oneOf(paramKinds) });

const params: Check<RawParams> = (value, path, say) => {
  if (typeof value !== "object" || value === null) {
    const known = count(`${parameters}, or {"value": …, "kind": …}`)(value, path, say);
    return known === undefined ? undefined : { value: known, kind: "total" };
  }
  const found = sized(value, path, say);
  if (found !== undefined && !("value" in value)) say(path, `value is missing: ${parameters}`);
  return found?.value === undefined ? undefined : { value: found.value, kind: found.kind ?? "total" };
};

const facts: Check<RawFacts> = (value, path, say) => {
  const found = object<RawFacts>({
    params,
    tokens: count('a number of tokens seen at the end, such as 100e9 or "100B"'),
    tokensPerStep: positive("a number of tokens, such as 524288"),
    sequenceLength: positive("a number of tokens, such as 4096"),
    worldSize: positive("a number of devices, such as 64"),
    flops: positive("a number of FLOPs at the end, such as 3e20"),
    flopsPerToken: positive("a number of FLOPs, such as 9.6e9"),
  } satisfies Record<(typeof factNames)[number], unknown>)(value, path, say);
  if (found?.flops === undefined || found.flopsPerToken === undefined) return found;
  say([...path, "flopsPerToken"], "not used, because flops is set too");
  return without(found, "flopsPerToken");
};

const metric: Check<RawMetric> = (value, path, say) => {
  const found = object<RawMetric>({
    role: oneOf(roles),
    domain: text("the name of a domain", true),
    quantity: oneOf(quantities),
    unit: oneOf(metricUnits),
  })(value, path, say);
  const { quantity, unit } = found ?? {};
  if (found === undefined || quantity === undefined || unit === undefined) return found;
  if (fittingUnits[quantity].includes(unit)) return found;
  const fitting = fittingUnits[quantity].join(" or ");
  say([...path, "unit"], `${quantity} is not logged in ${unit}${fitting === "" ? "" : `, but in ${fitting}`}`);
  return without(found, "unit");
};

/** A facet's value, as it is to be shown. */
const facet: Check<string> = (value, path, say) =>
  typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : text("a text or a number")(value, path, say);

const pattern: Check<string> = (value, path, say) => {
  const found = text("a pattern, such as {mix}/{init}-{size}")(value, path, say);
  if (found === undefined || parsePattern(found) !== undefined) return found;
  say(path, `runPattern needs a closed {field}, such as {mix}/{init}-{size}; it is ${JSON.stringify(found)}`);
  return undefined;
};

const words: Fields<RawWords> = {
  name: text("the run's name"),
  facts,
  facets: recordOf(facet, 'an object of facets: {"mix": "45-45-10"}'),
  metrics: recordOf(metric, "an object of metrics by their keys"),
};

/** What it may hold is a matter of the choices, see `studyProtocol`. */
const protocol: Check<string | Readonly<Record<string, Json>>> = (value, path, say) => {
  if (typeof value === "string" || isObject(value)) return value;
  say(path, `protocol has to be the name of a preset, or an object of choices: {"law": "power"}`);
  return undefined;
};

const column = text("the name of a column");

/** Reads the whole value; invalid entries are reported and dropped. */
export const study = object<RawStudy>({
  $schema: text("the schema's address"),
  ...words,
  runPattern: pattern,
  columns: object<RawColumns>({
    run: column,
    N: column,
    D: column,
    C: column,
    L: column,
    step: column,
    tokens: column,
    rows: oneOf(["runs", "steps"] as const),
  }),
  protocol,
  exclude: listOf(text("a glob"), 'globs, such as ["old/**"]'),
  runs: recordOf(object<RawWords>(words), "an object of runs by their names"),
});
