import type { Facts } from "../run";
import { factorsMissing, type StepSources } from "./tokensPerStep";

/** A missing fact, how to supply it, and its keys in `isoflop.json`: `facts.params`. */
export interface Hint {
  readonly message: string;
  readonly asks: readonly string[];
}

type Known = { readonly [K in "params" | "tokens"]: Facts[K] | undefined };

/** Hints for missing N and D; `results`: the run is a row of a table. */
export function hintsOf({ params, tokens }: Known, results: boolean, sources: StepSources): Hint[] {
  const hints: Hint[] = [];
  const ask = (what: string, log: string, asks: readonly string[]): void => {
    const how = results ? "name their column" : `${log}, or set ${asks.map(lastPiece).join(" and ")}`;
    hints.push({ message: `${what} unknown: ${how} in isoflop.json`, asks });
  };
  if (params === undefined) ask("parameters (N)", "log n_params", [results ? "columns.N" : "facts.params"]);
  if (tokens === undefined) {
    const facts = factorsMissing(sources).map((name) => `facts.${name}`);
    ask("tokens seen (D)", "log tokens_seen", results ? ["columns.D"] : facts);
  }
  return hints;
}

const lastPiece = (path: string): string => path.slice(path.lastIndexOf(".") + 1);
