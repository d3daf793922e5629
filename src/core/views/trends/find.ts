import { typedNumber } from "../../choices/typed";
import type { Run } from "../../runs/run";

/**
 * The runs that have every word of a search, parted by spaces: in their name, folder, or a facet ("mix=40-20-40" where it is to be
 * that facet), upper and lower case alike; "size>1B" compares numbers. Words are looked for as they stand, never as a pattern, so a
 * search takes a time that grows with the length of the names and no faster.
 */
export function findRuns(runs: readonly Run[], search: string): readonly Run[] {
  const words = search
    .toLowerCase()
    .split(" ")
    .filter((word) => word !== "");
  if (words.length === 0) return runs;
  return runs.filter((run) => {
    const facets = [...run.facets].map(([name, value]) => `${name}=${value}`);
    const text = [run.name, run.folder, ...facets].join("\n").toLowerCase();
    return words.every((word) => comparison(run, word) ?? text.includes(word));
  });
}

/** Whether a comparison such as "size>1B" holds; undefined for a word that is none. */
function comparison(run: Run, word: string): boolean | undefined {
  const at = Math.max(word.indexOf("<"), word.indexOf(">"));
  if (at < 1) return undefined;
  const orEqual = word[at + 1] === "=";
  const bound = typedNumber(word.slice(at + (orEqual ? 2 : 1)).replace(/[mbt]$/, (unit) => unit.toUpperCase()));
  if (Number.isNaN(bound)) return undefined;
  const value = numberOf(run, word.slice(0, at));
  if (orEqual && value === bound) return true;
  return word[at] === ">" ? value > bound : value < bound;
}

function numberOf({ facts, facets }: Run, name: string): number {
  if (name === "size" || name === "params" || name === "n") return facts.params?.value ?? NaN;
  if (name === "tokens" || name === "d") return facts.tokens?.value ?? NaN;
  if (name === "flops" || name === "c") return facts.flops?.value ?? NaN;
  const own = [...facets].find(([facet]) => facet.toLowerCase() === name)?.[1];
  return own === undefined ? NaN : typedNumber(own);
}
