import type { HoldOut } from "../../core/fit/check/compare";
import type { Run } from "../../core/runs/run";
import { UsageError } from "../errors";
import { filterRuns } from "./filter";
import { compute, printable } from "../print/table";
import { count } from "../../core/print/numbers";
import { parseWhere, quantity } from "./where";

/** What to keep from the fits: settled when the runs are known. */
export type AskedHoldOut = (runs: readonly Run[]) => HoldOut;

const forms =
  "rows above a limit (C>1e21, N>3B), the largest of each group (size=largest, D=largest, C=largest), or runs as --where names them (file=b.csv, run=x, seed=2)";

/**
 * Reads `--hold-out`. A bare limit on C, N, D or step parts rows; anything else is an expression of `--where` over whole runs, which
 * must name some and leave some.
 */
export function parseHoldOut(text: string): AskedHoldOut {
  const wrong = (why: string): UsageError => new UsageError(`--hold-out: ${why}; it is ${forms}`);
  const limit = /^\s*(C|N|D|step|x)\s*>\s*(\S+)\s*$/.exec(text);
  if (limit !== null) {
    const above = quantity(limit[2] ?? "");
    if (!Number.isFinite(above)) throw wrong(`"${limit[2] ?? ""}" is no number`);
    return () => ({ column: limit[1] ?? "", above });
  }
  const largest = /^\s*(size|N|D|C|tokens|flops)\s*=\s*largest\s*$/.exec(text)?.[1];
  if (largest !== undefined) {
    const names: Readonly<Record<string, "N" | "D" | "C">> = {
      size: "N",
      tokens: "D",
      flops: "C",
      N: "N",
      D: "D",
      C: "C",
    };
    const named = names[largest] ?? "N";
    return () => ({ largest: named });
  }
  if (text.trim() === "") throw wrong("it says nothing");
  parseWhere(text, "hold-out");
  return (runs) => {
    const held = new Set(filterRuns(runs, text, "hold-out").map(({ id }) => id));
    if (held.size === 0) throw wrong(`no run is "${text}"`);
    if (held.size === runs.length) throw wrong(`every run is "${text}": none is left to fit`);
    return { runs: held, text };
  };
}

/** `C > 1.0e21`, `largest N`, or the expression. */
export function holdOutText(holdOut: HoldOut): string {
  if ("runs" in holdOut) return printable(holdOut.text);
  if ("largest" in holdOut) return `the largest ${holdOut.largest}`;
  return `${holdOut.column} > ${holdOut.column === "C" ? compute(holdOut.above) : count(holdOut.above)}`;
}

/**
 * Facets that tell what was held out from what was not, and so cannot part the groups: the law of a group with no run left would have
 * nothing to predict.
 */
export function partsHeld(runs: readonly Run[], holdOut: HoldOut): (facet: string) => boolean {
  if (!("runs" in holdOut)) return () => false;
  return (facet) => {
    const values = (held: boolean): Set<string> =>
      new Set(runs.filter(({ id }) => holdOut.runs.has(id) === held).map((run) => run.facets.get(facet) ?? ""));
    const seen = values(false);
    return [...values(true)].every((value) => !seen.has(value));
  };
}
