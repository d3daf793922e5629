import { lastFinite, placeCurve, scale, type Along } from "./xColumns";
import type { Described } from "../described/described";
import type { Part } from "../series/rowSlice";
import type { Meanings } from "../conventions/meanings";
import type { CountKind, Fact } from "../run";
import { atSteps } from "../series/runSeries";

/** C as it was set: a total, which grows with the tokens or else the steps, or so many FLOPs a token. */
export function flopsSet(
  set: Described["facts"],
  tokens: Along | undefined,
  byStep: (fact: Fact) => Along,
): Along | undefined {
  const whole = set.get("flops");
  const each = set.get("flopsPerToken");
  if (whole !== undefined) {
    if (tokens === undefined) return byStep(whole);
    return { fact: whole, along: (steps) => scale(tokens.along(steps), whole.value / tokens.fact.value) };
  }
  if (each === undefined || tokens === undefined) return undefined;
  const fact: Fact = { ...each, value: each.value * tokens.fact.value, how: `${each.how} (${each.value}) × D` };
  return { fact, along: (steps) => scale(tokens.along(steps), each.value) };
}

/** C over a run; `sixND`: it was logged as 6·N·D, with N counted so. */
export interface FlopsAlong extends Along {
  readonly sixND?: CountKind | undefined;
}

/** How the column of FLOPs of that key counts. */
function ruleOf(parts: readonly Part[], key: string): ReturnType<Meanings["flops"]> {
  const part = parts.find(({ layout, prefix }) => layout.flops !== undefined && prefix + layout.flops.key === key);
  return part?.layout.meanings.flops(part.layout.flops?.key ?? "") ?? { unit: 1, sixND: undefined };
}

/** C: a logged total, else 6·N·D. */
export function flopsOf(
  parts: readonly Part[],
  params: Fact | undefined,
  tokens: Along | undefined,
): FlopsAlong | undefined {
  const logged = placeCurve(parts, (part) => part.layout.flops);
  const total = logged === undefined ? undefined : lastFinite(logged.curve.value);
  if (logged !== undefined && total !== undefined && total > 0) {
    const { unit, sixND } = ruleOf(parts, logged.key);
    const fact: Fact = { value: total * unit, from: "logged", kind: "logged", how: `column ${logged.key}` };
    return { fact, sixND, along: (steps) => scale(atSteps(logged.curve, steps), unit) };
  }
  if (params === undefined || tokens === undefined) return undefined;
  const each = 6 * params.value;
  const fact: Fact = { value: each * tokens.fact.value, from: "derived", kind: "6ND", how: "6·N·D" };
  return { fact, along: (steps) => scale(tokens.along(steps), each) };
}

/** N where the log counts FLOPs as 6·N·D, which Hugging Face's Trainer does: C / 6D. */
export function paramsFromFlops(flops: FlopsAlong | undefined, tokens: Fact | undefined): Fact | undefined {
  if (flops?.sixND === undefined || tokens?.from !== "logged") return undefined;
  const { value, how } = flops.fact;
  const key = how.slice(Math.max(how.lastIndexOf(" "), how.lastIndexOf("/")) + 1);
  return { value: value / (6 * tokens.value), from: "derived", kind: flops.sixND, how: `${key} / 6·tokens` };
}

/** D where a table gives N and C alone: C / 6N. */
export function tokensFromFlops(params: Fact | undefined, flops: Along | undefined): Along | undefined {
  if (params === undefined || flops === undefined || flops.fact.from === "derived") return undefined;
  const each = 1 / (6 * params.value);
  return {
    fact: { value: flops.fact.value * each, from: "derived", kind: "seen", how: "C / 6N" },
    along: (steps) => scale(flops.along(steps), each),
  };
}
