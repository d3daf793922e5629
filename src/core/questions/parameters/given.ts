import { typedNumber } from "../../choices/typed";

/** A parameter cannot be read, or is missing: the message names it, says what was given and what is expected. */
export class ParameterError extends Error {}

/** The parameters of a question as they were typed. */
export interface Given {
  /** By the parameter's key; absent or empty: not given. */
  readonly values: Readonly<Record<string, readonly string[] | undefined>>;
  /** What a parameter is called where it is given: `--budget` on a command line, its label on a page. */
  readonly name: (key: string) => string;
}

/** The value of a parameter; undefined where it is not given. Of several the last, as on a command line. */
export function one({ values }: Given, key: string): string | undefined {
  return values[key]?.at(-1);
}

/** Every value of a parameter. */
export function all({ values }: Given, key: string): readonly string[] {
  return values[key] ?? [];
}

/** The error of a text that a parameter does not take: "--budget: expected FLOPs, not "much"". */
export function unexpected(name: string, expected: string, text: string): ParameterError {
  return new ParameterError(`${name}: expected ${expected}, not "${text}"`);
}

/** A number above 0, with a suffix or without: `1e24`, `70B`. Throws a ParameterError that begins with `name`. */
export function positive(name: string, text: string, expected: string): number {
  const value = typedNumber(text);
  if (!(value > 0)) throw unexpected(name, expected, text);
  return value;
}

/** A value out of a list. Throws a ParameterError that begins with `name`. */
export function oneOf<const T extends string>(name: string, value: string, options: readonly T[]): T {
  const found = options.find((option) => option === value);
  if (found === undefined) throw unexpected(name, `one of ${options.join(", ")}`, value);
  return found;
}

/** The error of a question that was not told what it needs: "next needs --target and --budget". */
export function missing(question: string, given: Given, keys: readonly string[], word = "and"): ParameterError {
  const names = keys.map(given.name);
  const last = names.at(-1) ?? "";
  const list = names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${word} ${last}`;
  return new ParameterError(`${question} needs ${list}`);
}
