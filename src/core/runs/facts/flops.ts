import { lastFinite, placeCurve, scale, type Along } from "./xColumns";
import type { Described } from "../described/described";
import { fullKey, type Part } from "../series/rowSlice";
import type { Fact } from "../run";
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

/** C: a logged total, else 6·N·D. */
export function flopsOf(
  parts: readonly Part[],
  params: Fact | undefined,
  tokens: Along | undefined,
): Along | undefined {
  const logged = placeCurve(parts, (part) => part.layout.flops);
  const total = logged === undefined ? undefined : lastFinite(logged.curve.value);
  if (logged !== undefined && total !== undefined && total > 0) {
    const unit =
      parts.find((part) => part.layout.flops !== undefined && fullKey(part, part.layout.flops) === logged.key)?.layout
        .flopsUnit ?? 1;
    const fact: Fact = { value: total * unit, from: "logged", kind: "logged", how: `column ${logged.key}` };
    return { fact, along: (steps) => scale(atSteps(logged.curve, steps), unit) };
  }
  if (params === undefined || tokens === undefined) return undefined;
  const each = 6 * params.value;
  const fact: Fact = { value: each * tokens.fact.value, from: "derived", kind: "6ND", how: "6·N·D" };
  return { fact, along: (steps) => scale(tokens.along(steps), each) };
}

/** N where the log counts FLOPs as Hugging Face does: 6 × tokens × parameters without the embedding. */
export function paramsFromFlops(flops: Fact | undefined, tokens: Fact | undefined): Fact | undefined {
  if (flops === undefined || tokens?.from !== "logged" || !flops.how.includes("total_flos")) return undefined;
  return {
    value: flops.value / (6 * tokens.value),
    from: "derived",
    kind: "non-embedding",
    how: "total_flos / 6·tokens",
  };
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
