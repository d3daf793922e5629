import { typedNumber } from "../../choices/typed";
import { unexpected, type ParameterError } from "./given";

/** A place to ask a law about: values of its inputs by their names, and how it was typed. */
export interface Target {
  readonly text: string;
  readonly at: Readonly<Record<string, number>>;
}

const forms = "1e24 (FLOPs), 70B (parameters), 15T (tokens), 70B@15T, or N=70B,D=15T,…";

/**
 * Reads a target. `70B@15T` is a model size at a token count; a bare number is FLOPs, one with k, M or B is parameters, one with T is
 * tokens; `NAME=VALUE,…` names each input. Throws a ParameterError that begins with `name`.
 */
export function parseTarget(name: string, text: string): Target {
  const wrong = (): ParameterError => unexpected(name, forms, text);
  const above0 = (part: string): number => {
    const value = typedNumber(part);
    if (!(value > 0)) throw wrong();
    return value;
  };
  if (text.includes("=")) {
    const pairs = text.split(",").map((pair) => {
      const [input = "", value = "", ...rest] = pair.split("=");
      if (input.trim() === "" || rest.length > 0) throw wrong();
      const number = typedNumber(value);
      if (!Number.isFinite(number)) throw wrong();
      return [input.trim(), number] as const;
    });
    return { text, at: Object.fromEntries(pairs) };
  }
  const [first = "", second, ...rest] = text.split("@");
  if (rest.length > 0) throw wrong();
  if (second !== undefined) return { text, at: { N: above0(first), D: above0(second) } };
  const suffix = /[kKMBT]$/.exec(text.trim())?.[0];
  return { text, at: { [suffix === undefined ? "C" : suffix === "T" ? "D" : "N"]: above0(text) } };
}
