import { env, stderr, stdout } from "node:process";
import { inkFor, type Ink } from "./table";

/** How the text on standard output may be dressed. */
export const ink: Ink = inkFor(stdout, env);

export function print(text: string): void {
  stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** Says something beside the answer, on standard error. */
export function say(text: string): void {
  stderr.write(`${text}\n`);
}

/** JSON at full precision; a number that is not finite is null. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, undefined, 2));
}
