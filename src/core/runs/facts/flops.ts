import { lastFiniteValue, placeCurve, scale, type XColumn } from "./xColumns";
import type { Described } from "../described/described";
import { modelSize } from "./architectures";
import { findNumber, type Settings } from "../words/config";
import type { RowSlice } from "../series/rowSlice";
import type { Meanings } from "../conventions/meanings";
import type { CountKind, Fact } from "../run";
import { atSteps } from "../series/runSeries";

/** C set by hand: a total, spread over the tokens or else the steps, or FLOPs per token. */
export function flopsSet(
  set: Described["facts"],
  tokens: XColumn | undefined,
  byStep: (fact: Fact) => XColumn,
): XColumn | undefined {
  const whole = set.get("flops");
  const each = set.get("flopsPerToken");
  if (whole !== undefined) {
    if (tokens === undefined) return byStep(whole);
    return { fact: whole, at: (steps) => scale(tokens.at(steps), whole.value / tokens.fact.value) };
  }
  if (each === undefined || tokens === undefined) return undefined;
  const fact: Fact = { ...each, value: each.value * tokens.fact.value, how: `${each.how} (${each.value}) × D` };
  return { fact, at: (steps) => scale(tokens.at(steps), each.value) };
}

/** C over a run; `sixND`: it was logged as 6·N·D, with this count of N. */
export interface FlopsColumn extends XColumn {
  readonly sixND?: CountKind | undefined;
}

/** The convention's rule for the column of FLOPs of that key. */
function ruleOf(slices: readonly RowSlice[], key: string): ReturnType<Meanings["flops"]> {
  const slice = slices.find(({ layout, prefix }) => layout.flops !== undefined && prefix + layout.flops.key === key);
  return slice?.layout.meanings.flops(slice.layout.flops?.key ?? "") ?? { unit: 1, sixND: undefined };
}

/** C: a logged total. */
export function flopsLogged(slices: readonly RowSlice[]): FlopsColumn | undefined {
  const logged = placeCurve(slices, (slice) => slice.layout.flops);
  const total = logged === undefined ? undefined : lastFiniteValue(logged.curve.value);
  if (logged === undefined || total === undefined || !(total > 0)) return undefined;
  const { unit, sixND } = ruleOf(slices, logged.key);
  const fact: Fact = { value: total * unit, from: "logged", kind: "logged", how: `column ${logged.key}` };
  return { fact, sixND, at: (steps) => scale(atSteps(logged.curve, steps), unit) };
}

/** C where a setting has the FLOPs of a token: that × D. */
export function flopsPerToken(
  settings: Settings,
  meanings: Meanings,
  tokens: XColumn | undefined,
): FlopsColumn | undefined {
  const each = findNumber(settings, meanings.settings("FLOPs a token"));
  if (each === undefined || tokens === undefined) return undefined;
  const how = `${each.how} (${each.value}) × D`;
  const fact: Fact = { value: each.value * tokens.fact.value, from: "derived", kind: "logged", how };
  return { fact, at: (steps) => scale(tokens.at(steps), each.value) };
}

/** C where nothing of it is logged: 6·N·D. */
export function flopsFrom(params: Fact | undefined, tokens: XColumn | undefined): FlopsColumn | undefined {
  if (params === undefined || tokens === undefined) return undefined;
  const each = 6 * params.value;
  const fact: Fact = { value: each * tokens.fact.value, from: "derived", kind: "6ND", how: "6·N·D" };
  return { fact, at: (steps) => scale(tokens.at(steps), each) };
}

/** N where the log counts FLOPs as 6·N·D, which Hugging Face's Trainer does: C / 6D. */
export function paramsFromFlops(flops: FlopsColumn | undefined, tokens: Fact | undefined): Fact | undefined {
  if (flops?.sixND === undefined || tokens?.from !== "logged") return undefined;
  const { value, how } = flops.fact;
  const key = how.slice(Math.max(how.lastIndexOf(" "), how.lastIndexOf("/")) + 1);
  return { value: value / (6 * tokens.value), from: "derived", kind: flops.sixND, how: `${key} / 6·tokens` };
}

/**
 * D where N and C are known alone: C / 6N. FLOPs that a trainer counted as 6·N·D are divided by the N that it took, or D stays
 * unknown.
 */
export function tokensFromFlops(
  params: Fact | undefined,
  flops: FlopsColumn | undefined,
  settings: Settings,
): XColumn | undefined {
  if (flops === undefined || flops.fact.from === "derived") return undefined;
  const size = flops.sixND === "non-embedding" ? modelSize(settings) : undefined;
  const own = params?.kind === flops.sixND || flops.sixND === undefined ? params?.value : undefined;
  const counted = size?.withoutEmbeddings ?? own;
  if (counted === undefined) return undefined;
  const each = 1 / (6 * counted);
  const how = size === undefined ? "C / 6N" : `C / 6·${counted} parameters without embeddings (${size.how})`;
  return {
    fact: { value: flops.fact.value * each, from: "derived", kind: "seen", how },
    at: (steps) => scale(flops.at(steps), each),
  };
}
