import { parseArgs, type ParseArgsConfig } from "node:util";
import { UsageError } from "../errors";

/** A flag as its command declares it: what parseArgs needs, and what `--help` prints. */
export interface Flag {
  readonly type: "string" | "boolean";
  readonly multiple?: boolean;
  /** What stands behind it in the help: `N`, `hull|envelope`. */
  readonly value?: string;
  readonly help: string;
}

export type Flags = Readonly<Record<string, Flag>>;

type Value<F extends Flag> = F["type"] extends "boolean" ? boolean : F["multiple"] extends true ? string[] : string;

export type Values<F extends Flags> = { readonly [K in keyof F]?: Value<F[K]> };

/** Values of flags that are made from data, by the flag's name. */
export type AnyValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** Reads a command's arguments, `more` being flags that are made from data. Throws a UsageError for what it does not know. */
export function readOptions<const F extends Flags>(
  args: readonly string[],
  flags: F,
  more: Flags = {},
): { readonly values: Values<F>; readonly others: AnyValues; readonly positionals: readonly string[] } {
  const options: NonNullable<ParseArgsConfig["options"]> = {};
  for (const [name, { type, multiple }] of Object.entries({ ...flags, ...more }))
    options[name] = { type, multiple: multiple === true };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { values: values as Values<F>, others: values as AnyValues, positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split(". To specify")[0] ?? "") : String(error));
  }
}
