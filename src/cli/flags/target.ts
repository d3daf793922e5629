import { UsageError } from "../errors";
import { quantity } from "./where";

/** A place to ask a law about: values of its inputs by their names, and how it was typed. */
export interface Target {
  readonly text: string;
  readonly at: Readonly<Record<string, number>>;
}

const forms = "1e24 (FLOPs), 70B (parameters), 15T (tokens), 70B@15T, or N=70B,D=15T,…";

/**
 * Reads a target. `70B@15T` is a model size at a token count; a bare number is FLOPs, one with k, M or B is parameters, one with T is
 * tokens; `NAME=VALUE,…` names each input.
 */
export function parseTarget(flag: string, text: string): Target {
  const wrong = new UsageError(`--${flag} is ${forms}; it was "${text}"`);
  const positive = (part: string): number => {
    const value = quantity(part.trim());
    if (!(value > 0) || !Number.isFinite(value)) throw wrong;
    return value;
  };
  if (text.includes("=")) {
    const pairs = text.split(",").map((pair) => {
      const [name = "", value = "", ...rest] = pair.split("=");
      if (name.trim() === "" || rest.length > 0) throw wrong;
      const number = quantity(value.trim());
      if (!Number.isFinite(number)) throw wrong;
      return [name.trim(), number] as const;
    });
    return { text, at: Object.fromEntries(pairs) };
  }
  const [first = "", second, ...rest] = text.split("@");
  if (rest.length > 0) throw wrong;
  if (second !== undefined) return { text, at: { N: positive(first), D: positive(second) } };
  const suffix = /[kKMBT]$/.exec(text.trim())?.[0];
  return { text, at: { [suffix === undefined ? "C" : suffix === "T" ? "D" : "N"]: positive(text) } };
}
