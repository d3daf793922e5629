import { count, decimals, scientific, significant } from "../../print/numbers";
import type { XAxis } from "../../fit/protocol/protocol";
import { lawOf } from "../../laws/index";
import type { Run } from "../../runs/run";
import { nameOf, unitSizes, type Lawful, type StudyGroup } from "./study";

/** "a", "a and b", "a, b and c"; of many the first and how many more. */
export function listed(names: readonly string[], most = 4): string {
  const shown = names.length > most ? [...names.slice(0, most - 1), `${names.length - most + 1} more`] : names;
  return shown.length < 2 ? (shown[0] ?? "") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}

/** A sentence's first letter as sentences have it; a name that begins with anything else stays as it is. */
export function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** What the groups are, for a count of them: "4 mixes" where one facet tells them apart, else "4 groups". */
export function counted(groups: readonly StudyGroup[]): string {
  return `${groups.length} ${nounOf(groups)}`;
}

/** "in both mixes", "in all 4 mixes". */
export function everywhere(groups: readonly StudyGroup[]): string {
  return groups.length === 2 ? `in both ${nounOf(groups)}` : `in all ${counted(groups)}`;
}

/** "mixes", "groups". */
export function nounOf(groups: readonly StudyGroup[]): string {
  const names = [...new Set(groups.flatMap(({ group }) => [...group.facets.keys()]))].filter(
    (name) => new Set(groups.map(({ group }) => group.facets.get(name))).size > 1,
  );
  const [only] = names;
  return names.length === 1 && only !== undefined && /^[a-z]+$/.test(only) ? pluralOf(only) : "groups";
}

export function pluralOf(noun: string): string {
  if (/(s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

/** What a law falls with. */
export const withX: Readonly<Record<XAxis, string>> = {
  flops: "compute",
  tokens: "tokens",
  params: "model size",
  step: "steps",
};

/** "C = 3.2×10²¹", "400B tokens", "1.6B parameters", "step 20k". */
export function atX(x: XAxis, value: number): string {
  switch (x) {
    case "flops":
      return `C = ${scientific(value, 2)}`;
    case "tokens":
      return `${count(value)} tokens`;
    case "params":
      return `${count(value)} parameters`;
    case "step":
      return `step ${count(value)}`;
  }
}

export const unitOf: Readonly<Record<XAxis, string>> = {
  flops: "FLOPs",
  tokens: "tokens",
  params: "parameters",
  step: "steps",
};

/** Numbers with the decimals that their own spread needs: two significant digits of it, at most 5 decimals. */
export function together(values: readonly number[]): (value: number) => string {
  const known = values.filter(Number.isFinite);
  const spread = Math.max(...known) - Math.min(...known);
  const places = spread > 0 ? Math.min(5, Math.max(0, 1 - Math.floor(Math.log10(spread)))) : 4;
  return (value) => decimals(value, places);
}

/** An exponent as it stands in an equation: 4 decimals at most. */
export const exponentText = (value: number): string => significant(Number(value.toFixed(4)), 4);

/** A difference and its interval with the digits that the interval allows. */
export function withInterval({ value, low, high }: { value: number; low: number; high: number }): string {
  const places = Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(Math.max(high - low, 1e-12)))));
  return `${decimals(value, places)} (95\u00a0%: ${decimals(low, places)}\u00a0…\u00a0${decimals(high, places)})`;
}

/** "1.2 %", "0.04 %". */
export const percentage = (share: number): string => `${significant(share * 100, 2)}\u00a0%`;

/** "3×", "40×". */
export const times = (factor: number): string => `${significant(factor, 2)}×`;

/** Which laws a sentence rests on: "12 fitted laws (power law, 6 runs each); values are the laws'". */
export function ofLaws(laws: readonly Lawful[]): string {
  const [first] = laws;
  if (first === undefined) return "";
  const names = listed([...new Set(laws.map(({ fit }) => (lawOf(fit.law)?.label ?? fit.law).toLowerCase()))]);
  const runs = laws.map((one) => unitSizes(one).length);
  const [least, most] = [Math.min(...runs), Math.max(...runs)];
  const each = least === most ? `${most}` : `${least} to ${most}`;
  const which = laws.length === 1 ? `The law fitted to ${nameOf(first)}` : `${laws.length} fitted laws`;
  return `${which} (${names}, ${each} runs${laws.length === 1 ? "" : " each"}); values are the ${laws.length === 1 ? "law's" : "laws'"}.`;
}

/** Which runs a sentence rests on: "2 runs (late-init, early-init); values are the runs'". */
export function ofRuns(runs: readonly Run[]): string {
  const own = [...new Set(runs)];
  const told = new Set(own.map(({ name }) => name)).size === own.length;
  const names = own.length <= 4 ? ` (${own.map(({ name, id }) => (told ? name : id)).join(", ")})` : "";
  return `${own.length} ${own.length === 1 ? "run" : "runs"}${names}; values are the ${own.length === 1 ? "run's" : "runs'"}.`;
}

/** Enough digits to tell it from 1. */
export const r2Text = (r2: number): string =>
  decimals(r2, r2 < 1 ? Math.min(9, Math.max(3, -Math.floor(Math.log10(1 - r2)))) : 3);
