import type { HoldOut } from "../../fit/check/holdOut";
import type { Run } from "../../runs/run";
import { count } from "../../print/numbers";
import { flopsText } from "../../print/typed";
import { typedNumber } from "../../choices/typed";
import { filterRuns } from "./filterRuns";
import { ParameterError } from "./given";
import { parseWhere } from "./where";

/** What to hold out of the fits, once the runs are known. Throws a ParameterError where it names no run, or all of them. */
export type AskedHoldOut = (runs: readonly Run[]) => HoldOut;

const forms =
  "rows above a limit (C>1e21, N>3B), the largest of each group (size=largest, D=largest, C=largest), or runs as --where names them (file=b.csv, run=x, seed=2)";

const largestOf: Readonly<Record<string, "N" | "D" | "C">> = {
  size: "N",
  tokens: "D",
  flops: "C",
  N: "N",
  D: "D",
  C: "C",
};

/**
 * Reads what to hold out. A bare limit on C, N, D or step splits rows; anything else is an expression of `parseWhere` over whole runs,
 * which must name some and leave some. Throws a ParameterError that begins with `name`.
 */
export function parseHoldOut(text: string, name: string): AskedHoldOut {
  const wrong = (why: string): ParameterError => new ParameterError(`${name}: ${why}; it is ${forms}`);
  const limit = /^\s*(C|N|D|step|x)\s*>\s*(\S+)\s*$/.exec(text);
  if (limit !== null) {
    const above = typedNumber(limit[2] ?? "");
    if (!Number.isFinite(above)) throw wrong(`"${limit[2] ?? ""}" is no number`);
    return () => ({ column: limit[1] ?? "", above });
  }
  const largest = largestOf[/^\s*(size|N|D|C|tokens|flops)\s*=\s*largest\s*$/.exec(text)?.[1] ?? ""];
  if (largest !== undefined) return () => ({ largest });
  if (text.trim() === "") throw wrong("it says nothing");
  parseWhere(text, name);
  return (runs) => {
    const held = new Set(filterRuns(runs, text, name).map(({ id }) => id));
    if (held.size === 0) throw wrong(`no run is "${text}"`);
    if (held.size === runs.length) throw wrong(`every run is "${text}": none is left to fit`);
    return { runs: held, text };
  };
}

/** `C > 1.0e21`, `the largest N`, or the expression as it was typed. */
export function holdOutText(holdOut: HoldOut): string {
  if ("runs" in holdOut) return holdOut.text;
  if ("largest" in holdOut) return `the largest ${holdOut.largest}`;
  return `${holdOut.column} > ${holdOut.column === "C" ? flopsText(holdOut.above) : count(holdOut.above)}`;
}

/**
 * Facets whose values are other ones among the held-out runs than among the rest, so that they cannot make the groups: a group with no
 * run left would have no law to predict with.
 */
export function separatesHeld(runs: readonly Run[], holdOut: HoldOut): (facet: string) => boolean {
  if (!("runs" in holdOut)) return () => false;
  return (facet) => {
    const values = (held: boolean): Set<string> =>
      new Set(runs.filter(({ id }) => holdOut.runs.has(id) === held).map((run) => run.facets.get(facet) ?? ""));
    const seen = values(false);
    return [...values(true)].every((value) => !seen.has(value));
  };
}
