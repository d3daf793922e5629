import { countOf } from "../../runs/words/sizes";
import { isObject, type Json } from "../json/json";

type Path = readonly string[];

/** Says what is wrong with the value at a path. */
type Say = (path: Path, message: string) => void;

/** Validates a value: returns it, or reports what is wrong and returns undefined. */
export type Check<T> = (value: Json, path: Path, say: Say) => T | undefined;

const shown = (value: Json): string => {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};

/** A check that reports what it wants where `take` accepts nothing. */
const taking =
  <T>(wanted: string, take: Check<T>): Check<T> =>
  (value, path, say) => {
    const taken = take(value, path, say);
    if (taken === undefined) say(path, `${path.at(-1) ?? "the file"} has to be ${wanted}; it is ${shown(value)}`);
    return taken;
  };

/** A text, not empty unless it may be. */
export const text = (wanted: string, mayBeEmpty = false): Check<string> =>
  taking(wanted, (value) => (typeof value === "string" && (mayBeEmpty || value !== "") ? value : undefined));

const isPositive = (value: Json): value is number => typeof value === "number" && value > 0 && Number.isFinite(value);

/** A finite number above 0. */
export const positive = (wanted: string): Check<number> =>
  taking(wanted, (value) => (isPositive(value) ? value : undefined));

/** How a count may be written besides a number. The schema has the same pattern. */
export const countPattern = "^(?=.*[1-9])[0-9]+(\\.[0-9]+)?[kKmMbBtT]$";
const written = new RegExp(countPattern);

/** A finite number above 0, or one with a letter: `1.6B`. */
export const count = (wanted: string): Check<number> =>
  taking(wanted, (value) => {
    if (isPositive(value)) return value;
    return typeof value === "string" && written.test(value) ? countOf(value) : undefined;
  });

export const oneOf = <T extends string>(words: readonly T[]): Check<T> =>
  taking(words.map((word) => JSON.stringify(word)).join(" or "), (value) => words.find((word) => word === value));

/** An array; invalid items are dropped. */
export const listOf = <T>(item: Check<T>, wanted: string): Check<readonly T[]> =>
  taking(wanted, (value, path, say) =>
    Array.isArray(value) ? value.flatMap((inner: Json, i) => item(inner, [...path, String(i)], say) ?? []) : undefined,
  );

/** An object of any keys with values of one kind. */
export const recordOf = <T>(each: Check<T>, wanted: string): Check<ReadonlyMap<string, T>> =>
  taking(wanted, (value, path, say) => {
    if (!isObject(value)) return undefined;
    const taken = Object.entries(value).flatMap(([key, inner]): [string, T][] => {
      const found = each(inner, [...path, key], say);
      return found === undefined ? [] : [[key, found]];
    });
    return new Map(taken);
  });

/** The known fields of an object, each with its check. */
export type Fields<T> = { readonly [K in keyof T]-?: Check<Exclude<T[K], undefined>> };

/** An object of known keys, all optional. */
export const object = <T extends object>(fields: Fields<T>): Check<Partial<T>> => {
  const known = new Map<string, Check<unknown>>(Object.entries(fields));
  return taking("an object: {…}", (value, path, say) => {
    if (!isObject(value)) return undefined;
    const taken = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
      const here = [...path, key];
      const check = known.get(key);
      if (check === undefined) say(here, `unknown key "${key}"; known here: ${[...known.keys()].join(", ")}`);
      const found = check?.(inner, here, say);
      return found === undefined ? [] : [[key, found]];
    });
    return Object.fromEntries(taken) as Partial<T>;
  });
};
