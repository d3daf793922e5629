import { metricOf as metricByWords, flopsUnit, knownMetric, normalKey, paramsKind } from "../words/names";
import { remembered } from "../words/memo";
import type { CountKind, Metric } from "../run";
import type {
  ColumnRule,
  Convention,
  FlopsColumnRule,
  LossRule,
  ParamsMultiple,
  ParamsRule,
  ParamsSum,
  ShapeSize,
  TokensColumn,
  TokensColumnRule,
  TokensSetting,
} from "./convention";

/** What a column is used as besides being a metric. */
export type Use = "step" | "tokens" | "flops" | "params" | "time" | "name" | "samples" | "tokensPerStep";

/** What settings are looked for as. */
export type SettingUse = TokensSetting | ShapeSize | "planned steps" | "params" | "size" | "FLOPs a token";

/** What the keys of a run mean by its conventions: their rules one after the other, the usual words last. */
export interface Meanings {
  /** The conventions that were asked, the surest first. */
  readonly conventions: readonly string[];
  /** The use of a column by its key, with its rank among the keys of that use (lower is better); undefined for none. */
  useOf(key: string): { readonly use: Use; readonly rank: number } | undefined;
  /** What a metric's key means; `table` as in `words/names`. */
  metricOf(key: string, table?: boolean): Metric;
  /** Whether a column of steps holds samples. */
  stepsAreSamples(key: string): boolean;
  /** What a column of tokens counts (undefined: those seen so far), how many tokens one of it is, and a word on it. */
  tokens(key: string): { readonly counts: TokensColumn | undefined; readonly unit: number; readonly note: string };
  /** Of a column of FLOPs: how many one of it is, and how N is counted in it where it is 6·N·D. */
  flops(key: string): { readonly unit: number; readonly sixND: CountKind | undefined };
  /** N as a sum of parts, and N as a multiple of the tokens. */
  readonly paramsSums: readonly ParamsSum[];
  readonly paramsMultiples: readonly ParamsMultiple[];
  /** What a count of parameters counts. */
  paramsKind(key: string): CountKind;
  /** The keys of settings of a use, the best first. */
  settings(use: SettingUse): readonly string[];
  /** Keys beside which no other cross-entropy of the same folder is one. */
  readonly soleLosses: readonly string[];
}

/** Objects that writers put a whole row into: `{"step": 1, "data": {"train/loss": 2}}`. */
const wrappers = ["data/", "summary/"];

/** A key without the object it stands in, and without the leading piece that trackers put before all keys. */
export function bareKey(normal: string): string {
  for (const prefix of wrappers) if (normal.startsWith(prefix)) return bareKey(normal.slice(prefix.length));
  for (const prefix of ["metrics/", "train/", "trainer/", "perf/", "progress/"]) {
    if (normal.startsWith(prefix)) return normal.slice(prefix.length);
  }
  return normal;
}

/** The key and its shorter forms, as rules may name it. */
function formsOf(normal: string): readonly string[] {
  const wrapper = wrappers.find((prefix) => normal.startsWith(prefix));
  const inner = wrapper === undefined ? normal : normal.slice(wrapper.length);
  return [...new Set([normal, inner, bareKey(normal)])];
}

function tokensUse({ counts }: TokensColumnRule): Use {
  if (counts === undefined || counts === "tokens of a process") return "tokens";
  return counts === "samples" ? "samples" : "tokensPerStep";
}

interface Found {
  /** undefined: it is no count. */
  readonly use: Use | undefined;
  readonly rank: number;
  /** Of a step: it counts samples. */
  readonly samples?: boolean;
  readonly tokens?: TokensColumnRule;
  readonly flops?: FlopsColumnRule;
}

/** The columns of some conventions by normal key; of two that know a key the first is right. */
function columnsOf(all: readonly Convention[]): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  const ranks = new Map<Use | undefined, number>();
  const add = (
    use: Use | undefined,
    { column }: ColumnRule,
    more: Pick<Found, "samples" | "tokens" | "flops"> = {},
  ) => {
    const rank = ranks.get(use) ?? 0;
    ranks.set(use, rank + 1);
    if (!found.has(column)) found.set(column, { use, rank, ...more });
  };
  for (const { step = [], tokens = [], flops = [], clock = [], runName = [], notCounts = [] } of all) {
    for (const rule of step) if ("column" in rule) add("step", rule, { samples: rule.counts === "samples" });
    for (const rule of tokens) if ("column" in rule) add(tokensUse(rule), rule, { tokens: rule });
    for (const rule of flops) if ("column" in rule) add("flops", rule, { flops: rule });
    for (const rule of clock) add("time", rule);
    for (const rule of runName) add("name", rule);
    for (const rule of notCounts) add(undefined, rule);
  }
  for (const rule of countsOf(all)) if ("column" in rule) add("params", rule);
  return found;
}

type ParamsCount = Exclude<ParamsRule, ParamsSum | ParamsMultiple>;

/** What N can be: a count without the embeddings is taken where there is no other. */
function countsOf(all: readonly Convention[]): ParamsCount[] {
  const rules = all
    .flatMap(({ params = [] }) => params)
    .filter((rule): rule is ParamsCount => !("sum" in rule || "multiple" in rule));
  const partial = (rule: ParamsCount) => {
    if ("size" in rule) return false;
    return (rule.counts ?? paramsKind("column" in rule ? rule.column : rule.setting)) === "non-embedding";
  };
  return [...rules.filter((rule) => !partial(rule)), ...rules.filter(partial)];
}

function settingsOf(all: readonly Convention[]): ReadonlyMap<SettingUse, readonly string[]> {
  const found = new Map<SettingUse, string[]>();
  const add = (use: SettingUse, key: string) => {
    const keys = found.get(use);
    if (keys === undefined) found.set(use, [key]);
    else if (!keys.includes(key)) keys.push(key);
  };
  // A batch in tokens for one trainer is one in sequences for the next: the first that knows the key is right.
  const claimed = new Map<string, TokensSetting>();
  for (const { step = [], tokens = [], flops = [], shape = [] } of all) {
    for (const rule of step) if ("setting" in rule) add(rule.counts, rule.setting);
    for (const rule of tokens) {
      if (!("setting" in rule) || (claimed.get(rule.setting) ?? rule.counts) !== rule.counts) continue;
      claimed.set(rule.setting, rule.counts);
      add(rule.counts, rule.setting);
    }
    for (const rule of flops) if ("setting" in rule) add(rule.counts, rule.setting);
    for (const { setting, is } of shape) add(is, setting);
  }
  for (const rule of countsOf(all)) {
    if ("setting" in rule) add("params", rule.setting);
    else if ("size" in rule) add("size", rule.size);
  }
  return found;
}

/** Puts the rules of conventions together; the usual words are one of them, the last. */
export function meaningsOf(all: readonly Convention[]): Meanings {
  const columns = columnsOf(all);
  const settings = settingsOf(all);
  const losses = all.flatMap(({ loss = [] }) => loss);
  const params = all.flatMap(({ params: rules = [] }) => rules);
  const kinds = new Map(
    countsOf(all).flatMap((rule) =>
      "size" in rule || rule.counts === undefined
        ? []
        : [["column" in rule ? rule.column : rule.setting, rule.counts] as const],
    ),
  );
  const columnOf = (key: string) => {
    const form = formsOf(normalKey(key)).find((one) => columns.has(one));
    return form === undefined ? undefined : columns.get(form);
  };
  const inLog = remembered((key) => metricByRules(losses, key) ?? metricByWords(key, false));
  const inTable = remembered((key) => metricByRules(losses, key) ?? metricByWords(key, true));
  return {
    conventions: all.map(({ id }) => id),
    useOf: remembered((key) => {
      // N, D and C are the field's symbols; n, d and c are anybody's counters.
      if (key.length === 1 && normalKey(key) === key) return undefined;
      const found = columnOf(key);
      return found?.use === undefined ? undefined : { use: found.use, rank: found.rank };
    }),
    metricOf: (key, table = false) => (table ? inTable(key) : inLog(key)),
    stepsAreSamples: (key) => columnOf(key)?.samples === true,
    tokens: (key) => {
      const { counts, unit = 1, note = "" }: Partial<TokensColumnRule> = columnOf(key)?.tokens ?? {};
      return { counts, unit, note };
    },
    flops: (key) => {
      const rule = columnOf(key)?.flops;
      return { unit: rule?.unit ?? flopsUnit(key), sixND: rule?.sixND };
    },
    paramsSums: params.filter((rule) => "sum" in rule),
    paramsMultiples: params.filter((rule) => "multiple" in rule),
    paramsKind: (key) => kinds.get(normalKey(key)) ?? paramsKind(key),
    settings: (use) => settings.get(use) ?? [],
    soleLosses: losses.flatMap((rule) => ("sole" in rule ? [rule.key] : [])),
  };
}

/** The metric of a key that a rule names, alone or below folders; undefined where none does. */
function metricByRules(rules: readonly LossRule[], key: string): Metric | undefined {
  if (rules.length === 0) return undefined;
  const lower = key.toLowerCase();
  const cut = lower.lastIndexOf("/");
  const rule = rules.find((one) =>
    "under" in one
      ? lower.startsWith(one.under) && metricByWords(key).quantity === "ce"
      : one.key === lower || (one.inFolders && one.key === lower.slice(cut + 1)),
  );
  if (rule === undefined) return undefined;
  if ("under" in rule) return { key, role: rule.role, quantity: rule.quantity, unit: "" };
  return knownMetric(key, rule.key === lower ? 0 : cut, rule.role, rule.quantity);
}
