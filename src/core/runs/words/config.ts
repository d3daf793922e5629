import { normalKey } from "./names";
import type { Provenance, Scalar } from "../run";

/** The settings of a run, with where each was found. */
export interface Settings {
  readonly values: ReadonlyMap<string, Scalar>;
  /** Key → its file's name, or "column". */
  readonly source: ReadonlyMap<string, string>;
  /** Normal form of a key, and of its last piece → the keys so written, the shortest first. */
  readonly index: ReadonlyMap<string, readonly string[]>;
}

/** After the last `/` or `.`: gin and Hydra write `network.T5Config.emb_dim`. */
export const lastPiece = (key: string) => key.slice(Math.max(key.lastIndexOf("/"), key.lastIndexOf(".")) + 1);

/** Merges layers of settings; later layers win. */
export function makeSettings(
  layers: readonly { readonly source: string; readonly values: ReadonlyMap<string, Scalar> }[],
): Settings {
  const values = new Map<string, Scalar>();
  const source = new Map<string, string>();
  for (const layer of layers) {
    for (const [key, value] of layer.values) {
      values.set(key, value);
      source.set(key, layer.source);
    }
  }
  const index = new Map<string, string[]>();
  for (const key of [...values.keys()].sort((a, b) => a.length - b.length)) {
    for (const name of new Set([normalKey(key), normalKey(lastPiece(key))])) {
      const keys = index.get(name);
      if (keys === undefined) index.set(name, [key]);
      else keys.push(key);
    }
  }
  return { values, source, index };
}

const names = new WeakMap<
  ReadonlyMap<string, Scalar>,
  { readonly size: number; readonly names: ReadonlySet<string> }
>();

/** The normal forms of the keys of some settings, and of their last pieces. */
export function settingNames(values: ReadonlyMap<string, Scalar>): ReadonlySet<string> {
  const known = names.get(values);
  if (known?.size === values.size) return known.names;
  const made = new Set([...values.keys()].flatMap((key) => [normalKey(key), normalKey(lastPiece(key))]));
  names.set(values, { size: values.size, names: made });
  return made;
}

/** A setting that was found, with its provenance. */
export interface FoundSetting {
  readonly key: string;
  readonly value: Scalar;
  readonly from: Provenance;
  /** `config.json: n_layer`. */
  readonly how: string;
}

/** The first of the wanted keys (lower case, `_` for other signs) that is set to something good: `model/n_layer` for `n_layer`. */
export function findSetting(
  settings: Settings,
  wanted: readonly string[],
  good: (v: Scalar) => boolean,
): FoundSetting | undefined {
  for (const name of wanted) {
    for (const key of settings.index.get(name) ?? []) {
      const value = settings.values.get(key);
      if (value === undefined || !good(value)) continue;
      const source = settings.source.get(key) ?? "";
      if (source === "column") return { key, value, from: "logged", how: `column ${key}` };
      return { key, value, from: "config", how: `${source}: ${key}` };
    }
  }
  return undefined;
}

/** The first of the wanted keys that is set to a positive number. */
export function findNumber(
  settings: Settings,
  wanted: readonly string[],
): (FoundSetting & { readonly value: number }) | undefined {
  const good = (v: Scalar) => typeof v === "number" && v > 0 && Number.isFinite(v);
  const found = findSetting(settings, wanted, good);
  return found === undefined || typeof found.value !== "number" ? undefined : { ...found, value: found.value };
}
