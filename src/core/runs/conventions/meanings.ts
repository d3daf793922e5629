import { metricOf as metricByWords, flopsUnit, knownMetric, normalKey, paramsKind } from "../words/names";
import { remembered } from "../words/memo";
import type { CountKind, Metric } from "../run";
import type {
  ColumnRule,
  Convention,
  FlopsRule,
  LossRule,
  ParamsRule,
  ShapeSize,
  TokensRule,
  TokensSetting,
} from "./convention";

/** What a column is used as besides being a metric. */
export type Use = "step" | "tokens" | "flops" | "params" | "time" | "name" | "samples" | "tokensPerStep";

/** What settings are looked for as. */
export type SettingUse = TokensSetting | ShapeSize | "planned steps" | "params" | "size";

/** What the keys of a run mean by its conventions: their rules one after the other, the usual words last. */
export interface Meanings {
  /** The conventions that were asked, the surest first. */
  readonly conventions: readonly string[];
  /** The use of a column by its key, with its rank among the keys of that use (lower is better); undefined for none. */
  useOf(key: string): { readonly use: Use; readonly rank: number } | undefined;
  /** What a metric's key means; `table` as in `words/names`. */
  metricOf(key: string, table?: boolean): Metric;
  /** Of a column of FLOPs: how many one of it is, and how N is counted in it where it is 6·N·D. */
  flops(key: string): { readonly unit: number; readonly sixND: CountKind | undefined };
  /** What a count of parameters counts. */
  paramsKind(key: string): CountKind;
  /** The keys of settings of a use, the best first. */
  settings(use: SettingUse): readonly string[];
  /** Keys beside which no other cross-entropy of the same folder is one. */
  readonly soleLosses: readonly string[];
}

/** A key without the leading piece that trackers put before all keys. */
export function bareKey(normal: string): string {
  for (const prefix of ["metrics/", "train/", "trainer/", "perf/", "progress/"]) {
    if (normal.startsWith(prefix)) return normal.slice(prefix.length);
  }
  return normal;
}

const tokensUse = (rule: TokensRule & ColumnRule): Use =>
  rule.counts === "samples" ? "samples" : rule.counts === "tokens a step" ? "tokensPerStep" : "tokens";

interface Found {
  readonly use: Use;
  readonly rank: number;
  readonly flops?: FlopsRule;
}

/** The columns of some conventions by normal key; of two that know a key the first is right. */
function columnsOf(all: readonly Convention[]): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  const ranks = new Map<Use, number>();
  const add = (use: Use, { column }: ColumnRule, flops?: FlopsRule) => {
    const rank = ranks.get(use) ?? 0;
    ranks.set(use, rank + 1);
    if (!found.has(column)) found.set(column, { use, rank, ...(flops === undefined ? {} : { flops }) });
  };
  for (const { step = [], tokens = [], flops = [], clock = [], runName = [] } of all) {
    for (const rule of step) if ("column" in rule) add("step", rule);
    for (const rule of tokens) if ("column" in rule) add(tokensUse(rule), rule);
    for (const rule of flops) add("flops", rule, rule);
    for (const rule of clock) add("time", rule);
    for (const rule of runName) add("name", rule);
  }
  for (const rule of paramsOf(all)) if ("column" in rule) add("params", rule);
  return found;
}

/** What N can be: a count without the embeddings is taken where there is no other. */
function paramsOf(all: readonly Convention[]): ParamsRule[] {
  const rules = all.flatMap(({ params = [] }) => params);
  const partial = (rule: ParamsRule) => {
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
  for (const { step = [], tokens = [], shape = [] } of all) {
    for (const rule of step) if ("setting" in rule) add(rule.counts, rule.setting);
    for (const rule of tokens) if ("setting" in rule) add(rule.counts, rule.setting);
    for (const { setting, is } of shape) add(is, setting);
  }
  for (const rule of paramsOf(all)) {
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
  const kinds = new Map(
    all
      .flatMap(({ params = [] }) => params)
      .flatMap((rule) =>
        "size" in rule || rule.counts === undefined
          ? []
          : [["column" in rule ? rule.column : rule.setting, rule.counts] as const],
      ),
  );
  const columnOf = (key: string) => {
    const normal = normalKey(key);
    return columns.get(normal) ?? columns.get(bareKey(normal));
  };
  const inLog = remembered((key) => metricByRules(losses, key) ?? metricByWords(key, false));
  const inTable = remembered((key) => metricByRules(losses, key) ?? metricByWords(key, true));
  return {
    conventions: all.map(({ id }) => id),
    useOf: remembered((key) => {
      // N, D and C are the field's symbols; n, d and c are anybody's counters.
      if (key.length === 1 && normalKey(key) === key) return undefined;
      return columnOf(key);
    }),
    metricOf: (key, table = false) => (table ? inTable(key) : inLog(key)),
    flops: (key) => {
      const rule = columnOf(key)?.flops;
      return { unit: rule?.unit ?? flopsUnit(key), sixND: rule?.sixND };
    },
    paramsKind: (key) => kinds.get(normalKey(key)) ?? paramsKind(key),
    settings: (use) => settings.get(use) ?? [],
    soleLosses: losses.filter(({ sole }) => sole).map(({ key }) => key),
  };
}

/** The metric of a key that a rule names, alone or below folders; undefined where none does. */
function metricByRules(rules: readonly LossRule[], key: string): Metric | undefined {
  if (rules.length === 0) return undefined;
  const lower = key.toLowerCase();
  const cut = lower.lastIndexOf("/");
  const rule = rules.find((one) => one.key === lower || (one.inFolders && one.key === lower.slice(cut + 1)));
  if (rule === undefined) return undefined;
  return knownMetric(key, rule.key === lower ? 0 : cut, rule.role, rule.quantity);
}
