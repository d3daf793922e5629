import type { Io } from "../io";

/** How text is set: dimmed and bold only on a terminal that shows it. */
export interface Ink {
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

const plain: Ink = { dim: (text) => text, bold: (text) => text };
const terminal: Ink = { dim: (text) => `\x1b[2m${text}\x1b[22m`, bold: (text) => `\x1b[1m${text}\x1b[22m` };

/** The ink of standard output: plain where it is no terminal, where NO_COLOR is set, and on a dumb terminal. */
export function inkOf({ isTty, env }: Pick<Io, "isTty" | "env">): Ink {
  return isTty && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb" ? terminal : plain;
}

/** Prints a text to standard output, ending its last line. */
export function print({ stdout }: Io, text: string): void {
  stdout(text.endsWith("\n") ? text : `${text}\n`);
}

/** Prints what is not the answer to standard error. */
export function say({ stderr }: Io, text: string): void {
  stderr(`${text}\n`);
}

/** JSON at full precision; a number that is not finite is null. */
export function printJson(io: Io, value: unknown): void {
  print(io, JSON.stringify(value, undefined, 2));
}
