import type { Choice, Option, Wrong } from "./choice";
import { typedNumber } from "./typed";

/** What a choice of one field says of itself besides what its kind says. */
type Said<F extends object> = Omit<Choice<F>, "key" | "fields" | "control" | "options" | "parse" | "write"> & {
  readonly default: F[keyof F];
};

export const option = <T extends string>(value: T, label: string, hint = ""): Option<T> => ({ value, label, hint });

/** Refuses a text: what was expected, and what it was. */
export function wrong(expected: string, text: string): Wrong {
  return { wrong: `expected ${expected}, not "${text}"` };
}

/** One of a fixed list. */
export function oneOf<F extends object>(
  key: keyof F & string,
  said: Said<F> & { readonly options: readonly Option<F[keyof F] & string>[] },
): Choice<F> {
  const { options, default: standard, ...rest } = said;
  const values: readonly string[] = options.map(({ value }) => value);
  const accepts = (value: unknown): boolean => typeof value === "string" && values.includes(value);
  return {
    ...rest,
    key,
    fields: single<Choice<F>["fields"]>(key, { default: standard, accepts, schema: { enum: values } }),
    control: { kind: "one" },
    options: () => options,
    parse: ([text = ""]) => (values.includes(text) ? single(key, text) : wrong(`one of ${values.join(", ")}`, text)),
    write: (chosen) => [String(chosen[key])],
  };
}

/** A text in a language of its own; `check` says what is wrong with it. Where it is picked from `options`, others can be typed. */
export function written<F extends object>(
  key: keyof F & string,
  said: Said<F> & Pick<Choice<F>, "options" | "control"> & { readonly check: (text: string) => Wrong | undefined },
): Choice<F> {
  const { check, default: standard, ...rest } = said;
  const accepts = (value: unknown): boolean =>
    typeof value === "string" && value.length < longest && check(value) === undefined;
  return {
    ...rest,
    key,
    fields: single<Choice<F>["fields"]>(key, {
      default: standard,
      accepts,
      schema: { type: "string", maxLength: longest - 1 },
    }),
    parse: ([text = ""]) => check(text) ?? single(key, text),
    write: (chosen) => [String(chosen[key])],
  };
}

/** A whole number within limits. */
export function wholeNumber<F extends object>(
  key: keyof F & string,
  said: Said<F> & { readonly low: number; readonly high: number },
): Choice<F> {
  const { low, high, default: standard, ...rest } = said;
  const accepts = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= low && Number(value) <= high;
  const expected = `a whole number from ${low} to ${high.toLocaleString("en-US")}`;
  return {
    ...rest,
    key,
    fields: single<Choice<F>["fields"]>(key, {
      default: standard,
      accepts,
      schema: { type: "integer", minimum: low, maximum: high },
    }),
    control: { kind: "number", low, high },
    parse: ([text = ""]) => {
      const value = typedNumber(text);
      return accepts(value) ? single(key, value) : wrong(expected, text);
    },
    write: (chosen) => [String(chosen[key])],
  };
}

const longest = 1000;

export const isText = (value: unknown): value is string => typeof value === "string" && value.length < longest;
export const areTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);

/** An object of one key, which is all of its keys: the compiler cannot know that of a computed key. */
function single<T extends object>(key: keyof T & string, value: unknown): T {
  return { [key]: value } as T;
}
