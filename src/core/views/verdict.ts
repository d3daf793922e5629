import { lawOf } from "../laws/index";
import { decimals, plural } from "../print/numbers";
import type { NotFitted } from "../fit/result";
import type { FittedGroup } from "../state/state";

/** Whether a group has a law that can be read as one; else in a few words why not. */
export interface Verdict {
  readonly good: boolean;
  /** "one size", "too few points", "R² under 0.8"; "" where it is good. */
  readonly why: string;
  /** A sentence for the chart where there is a fit that is no law; "" elsewhere. */
  readonly said: string;
}

/** A law that explains less of its points than this is not drawn as one. */
const leastR2 = 0.8;

const words: Partial<Readonly<Record<NotFitted["code"], string>>> = {
  "no-points": "no point left",
  "too-few-points": "too few points",
  "one-size": "one size",
  "equal-x": "one x",
  "equal-loss": "one loss",
  "missing-column": "no such input",
  "not-identified": "not identified",
  cancelled: "cancelled",
};

/** What came of the fit of a group: failed fits, losses that rise and laws that miss their points are no laws. */
export function verdictOf({ result: { fit } }: FittedGroup): Verdict {
  if (fit.status !== "fitted") return { good: false, why: words[fit.code] ?? "no law", said: "" };
  if (fit.warnings.some(({ code }) => code === "wrong-sign")) return { good: false, why: "loss rises", said: "" };
  if (fit.r2 >= leastR2) return { good: true, why: "", said: "" };
  const name = lawOf(fit.law)?.label ?? fit.law;
  return { good: false, why: `R² under ${leastR2}`, said: `${name} does not fit: R² = ${decimals(fit.r2, 2)}.` };
}

/** "12 of 33 groups fit well · 9 too few points · 6 one size": the head of the side panel. "" where nothing is fitted. */
export function tally(groups: readonly FittedGroup[]): string {
  if (groups.length === 0) return "";
  const verdicts = groups.map(verdictOf);
  const good = verdicts.filter((verdict) => verdict.good).length;
  const counts = new Map<string, number>();
  for (const { good: isGood, why } of verdicts) if (!isGood) counts.set(why, (counts.get(why) ?? 0) + 1);
  const rest = [...counts].sort((a, b) => b[1] - a[1]).map(([why, n]) => `${n} ${why}`);
  const head =
    good === groups.length
      ? `${plural(good, "group")} ${good === 1 ? "fits" : "fit"} well`
      : `${good} of ${plural(groups.length, "group")} ${good === 1 ? "fits" : "fit"} well`;
  return [head, ...rest].join(" · ");
}
