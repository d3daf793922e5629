import type { Protocol } from "../../core/fit/protocol/protocol";
import type { FormulaError } from "../../core/laws/formula/parse";
import { UsageError } from "../errors";
import { readQuantity } from "../../core/print/typed";

/** Reads `0.05` (a share of each run), `2000steps`, `1Btokens`. */
export function readWarmup(text: string): Pick<Protocol, "warmup" | "warmupUnit"> {
  const [, number = "", unit = ""] = /^\s*(\S+?)\s*(steps|tokens)?\s*$/.exec(text) ?? [];
  const warmup = readQuantity(number);
  if (!(warmup >= 0) || !Number.isFinite(warmup))
    throw new UsageError(`--warmup is a share, 0.05, or an amount, 2000steps or 1Btokens; it was "${text}"`);
  if (unit === "steps" || unit === "tokens") return { warmup, warmupUnit: unit };
  if (warmup >= 1) throw new UsageError(`--warmup is a share below 1, or an amount like ${warmup}steps`);
  return { warmup, warmupUnit: "share" };
}

/** A flag's formula, refused with a caret under what is wrong with it. */
export function formulaOf(
  flag: string,
  text: string | undefined,
  errorOf: (text: string) => FormulaError | undefined,
): string | undefined {
  const error = text === undefined ? undefined : errorOf(text);
  if (text === undefined || error === undefined) return text;
  throw formulaMistake(flag, text, error);
}

/** What is wrong, and a caret under the place. */
export function formulaMistake(flag: string, text: string, { message, at }: FormulaError): UsageError {
  const line = text.replace(/\s/g, " ");
  return new UsageError(`--${flag}: ${message}\n  ${line}\n  ${" ".repeat(Array.from(line.slice(0, at)).length)}^`);
}
