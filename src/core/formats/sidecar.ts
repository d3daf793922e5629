import { parseDocument } from "yaml";
import type { Scalar } from "../runs/run";
import { flatten, isObject, readJson, type Json } from "./json/json";
import { numberOf } from "./bytes/number";

/** What a config file beside a log says, flat; or why it could not be read. */
export type Sidecar =
  | { readonly ok: true; readonly values: ReadonlyMap<string, Scalar> }
  | { readonly ok: false; readonly why: string; readonly line?: number };

/** A larger file is no config. */
export const largestSidecar = 1 << 20;

const configStems = new Set([
  "config",
  "configs",
  "hparams",
  "params",
  "args",
  "training_args",
  "train_config",
  "training_config",
  "model_config",
  "run_config",
  "hyperparameters",
  "hyperparams",
  "settings",
  "meta",
  "metadata",
  "wandb-metadata",
]);

/** Whether a file's name is that of a config which lies beside a log: `config.json`, `hparams.yaml`, `<log>.config.json` … */
export function isSidecarName(name: string): boolean {
  const lower = name.toLowerCase();
  const dot = lower.lastIndexOf(".");
  const extension = lower.slice(dot + 1);
  if (dot <= 0 || !["json", "yaml", "yml", "txt"].includes(extension)) return false;
  const stem = lower.slice(0, dot);
  if (extension === "txt") return stem === "params";
  if (configStems.has(stem)) return true;
  return [...configStems].some(
    (word) => stem.endsWith(`.${word}`) || stem.endsWith(`_${word}`) || stem.endsWith(`-${word}`),
  );
}

/** For `<stem>.config.json` the stem: the sidecar belongs to that log alone; undefined for one that belongs to its folder. */
export function sidecarStem(name: string): string | undefined {
  const stem = name.slice(0, name.lastIndexOf("."));
  // `training_args` is a name of its own, and no `args` of a log `training`.
  if (configStems.has(stem.toLowerCase())) return undefined;
  for (const word of configStems) {
    const cut = stem.length - word.length - 1;
    if (cut > 0 && stem.toLowerCase().endsWith(word) && "._-".includes(stem[cut] ?? "x")) return stem.slice(0, cut);
  }
  return undefined;
}

/** Reads a config: JSON, YAML (also W&B's `key: {desc, value}`), or `key: value` lines. Never throws. */
export function readSidecar(name: string, text: string): Sidecar {
  if (name.toLowerCase().endsWith(".json")) {
    const read = readJson(text);
    if (!read.ok) return { ok: false, why: read.why, line: read.line };
    return { ok: true, values: flat(read.value) };
  }
  if (name.toLowerCase().endsWith(".txt")) return { ok: true, values: keyLines(text) };
  return readYaml(text);
}

function readYaml(text: string): Sidecar {
  try {
    // Tags of other languages (`!!python/object`) are left as plain values; nothing is ever built from them.
    const document = parseDocument(text, { logLevel: "silent", strict: false, uniqueKeys: false });
    const error = document.errors[0];
    if (error !== undefined) {
      const line = error.linePos?.[0].line;
      return { ok: false, why: error.message.split("\n")[0] ?? "not YAML", ...(line === undefined ? {} : { line }) };
    }
    return { ok: true, values: flat(document.toJS({ maxAliasCount: 100 }) as Json) };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

function flat(value: Json): ReadonlyMap<string, Scalar> {
  const values = flatten(unwrapped(value));
  // A quoted number is a number; dates of YAML come as objects and are left out by flatten.
  for (const [key, v] of values) {
    const number = typeof v === "string" ? numberOf(v) : undefined;
    if (number !== undefined) values.set(key, number);
  }
  return experiment(values) ?? values;
}

/** MLflow's meta.yaml of an experiment: its name is all that it sets for the runs in it. */
function experiment(values: ReadonlyMap<string, Scalar>): ReadonlyMap<string, Scalar> | undefined {
  if (!values.has("artifact_location") || !values.has("experiment_id")) return undefined;
  return new Map([["experiment", values.get("name") ?? ""]]);
}

/** W&B's and SwanLab's config.yaml: each value in a `{value: X}` (with a `desc`), and a `_wandb` block that is no setting. */
function unwrapped(value: Json): Json {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "_wandb" && key !== "wandb_version");
  const wrapped = entries.every(([, v]) => isObject(v) && "value" in v && Object.keys(v).every(isWrapping));
  if (!wrapped || entries.length === 0) return Object.fromEntries(entries);
  return Object.fromEntries(entries.map(([key, v]) => [key, isObject(v) ? (v["value"] ?? null) : v]));
}

const isWrapping = (key: string) => key === "value" || key === "desc" || key === "sort";

function keyLines(text: string): ReadonlyMap<string, Scalar> {
  const values = new Map<string, Scalar>();
  for (const line of text.split("\n")) {
    const at = line.indexOf(":");
    const key = line.slice(0, at).trim();
    const value = line.slice(at + 1).trim();
    if (at > 0 && value !== "" && key !== "") values.set(key, numberOf(value) ?? value);
  }
  return values;
}
