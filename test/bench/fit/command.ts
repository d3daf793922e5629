import { isoflop } from "../../unit/cli/program";

interface Value {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** What a command answers for one group of runs, as far as published numbers are read from it. */
export interface FitAnswer {
  readonly group: Readonly<Record<string, string>>;
  readonly points: number;
  readonly coefficients: Readonly<Record<string, Value>>;
  readonly objective: { readonly value: number };
  readonly heldOut?: { readonly runs: readonly { readonly title: string; readonly error: number }[] };
  readonly comparison?: readonly { readonly heldOut: { readonly mean: number } }[];
  readonly allocations?: readonly { readonly N: Value; readonly D: Value }[];
  readonly approaches?: {
    readonly C: number;
    readonly found: readonly Approach[];
    /** Of the isoFLOP profiles, as shares. */
    readonly bias?: { readonly N: number; readonly D: number };
  };
}

interface Approach {
  readonly approach: "frontier" | "isoflop" | "parametric";
  readonly a: Value;
  readonly b: Value;
  readonly N: Value;
  readonly D: Value;
  readonly points: number;
}

export interface Answer {
  readonly fits: readonly FitAnswer[];
}

/** What a command answers with `--json`. */
export async function ask(command: string): Promise<Answer> {
  return JSON.parse(await run(`${command} --json`)) as Answer;
}

/** What `isoflop …` prints as it is typed, through the program's own door; throws with its message where it fails. */
export async function run(command: string): Promise<string> {
  const [program, ...args] = words(command);
  if (program !== "isoflop") throw new Error(`not a command of isoflop: ${command}`);
  const { code, out, error } = await isoflop(args);
  if (code !== 0) throw new Error(`${command}\n${error}`);
  return out;
}

/** The words of a command line: what stands in single quotes is one word, as in a shell. */
function words(command: string): string[] {
  return [...command.matchAll(/(?:'[^']*'|[^\s'])+/g)].map(([word]) => word.replaceAll("'", ""));
}

/** The answer for the one group there is. */
export function only({ fits }: Answer): FitAnswer {
  const [fit, ...others] = fits;
  if (fit === undefined || others.length > 0) throw new Error(`${fits.length} groups where one was expected`);
  return fit;
}

/** A fitted coefficient by its id; throws where there is none. */
export function valueOf({ coefficients }: FitAnswer, id: string): number {
  const found = coefficients[id];
  if (found === undefined) throw new Error(`no coefficient ${id} among ${Object.keys(coefficients).join(", ")}`);
  return found.value;
}
