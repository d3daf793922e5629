import { heldRuns, type HeldRun } from "../fit/check/heldOut";
import { splitCurves } from "../fit/check/holdOut";
import { count } from "../print/numbers";
import type { Observation } from "./measure/observation";
import { comparable, lawful, nameOf, type Lawful, type Study } from "./measure/study";
import { listed, ofLaws, percentage, sentence } from "./measure/words";

/** A law fitted without the largest size, beside what a run of that size reached. */
interface HeldOutPrediction {
  readonly one: Lawful;
  readonly size: number;
  readonly run: HeldRun;
}

/**
 * Whether the laws would have told the largest size: each group is fitted without it, and the last loss of its runs is predicted.
 * Groups of fewer than three other sizes cannot say.
 */
export function heldOut(study: Study): Observation[] {
  const all = comparable(study);
  const laws = all.length > 0 ? all : lawful(study);
  const found = laws.flatMap((one) => withoutLargest(one, study));
  if (found.length === 0) return [];
  const judged = found.filter(({ run }) => run.inside !== undefined);
  const inside = judged.filter(({ run }) => run.inside === true).length;
  const tried = laws.filter((law) => found.some(({ one }) => one === law));
  const untried = laws.length - tried.length;
  return [
    {
      kind: "held-out",
      id: "held-out",
      sentence: sentence(`${words(found, tried.length)}${coverage(inside, judged.length, found.length)}.`),
      strength: "counted",
      basis: `${ofLaws(tried)} The loss that each is held against is a run's.`,
      ...(untried > 0 ? { caveat: `${untried} of ${laws.length} laws could not be so tried.` } : {}),
      numbers: found.flatMap(({ one, run: { predicted, loss } }) => [
        { label: `predicted by the law, ${nameOf(one)}`, ...predicted, unit: "nats/token" },
        { label: `last loss of the run, ${nameOf(one)}`, value: loss, unit: "nats/token" },
      ]),
      groups: tried.map(({ group }) => group.id),
      runs: found.map(({ run }) => run.run),
      domains: [],
      weight: inside < judged.length ? 6.2 : 5.7,
    },
  ];
}

function words(found: readonly HeldOutPrediction[], laws: number): string {
  const errors = found.map(({ run }) => run.error);
  const [first = NaN] = errors;
  const most = percentage(Math.max(...errors.map(Math.abs)));
  const sizes = listed([...new Set(found.map(({ size }) => count(size)))]);
  const without = `fitted without the largest size (${sizes})`;
  const side = first > 0 ? "too high" : "too low";
  if (found.length === 1) return `${without}, the law misses its loss by ${most}, ${side}`;
  const mean = percentage(errors.reduce((sum, v) => sum + Math.abs(v), 0) / errors.length);
  const always = errors.every((v) => Math.sign(v) === Math.sign(first)) ? `, always ${side}` : "";
  return `${without}, ${laws} laws miss its loss by ${mean} on average, ${most} at most${always}`;
}

/** How many losses lie in the interval of a new run; of those that have one. */
function coverage(inside: number, judged: number, all: number): string {
  if (judged === 0) return "; no law has an interval to hold that against";
  if (all === 1) return `; it lies ${inside === 1 ? "in" : "outside of"} the 95 % interval of a new run`;
  const of = judged < all ? ` that have one` : "";
  return `; ${inside} of ${judged}${of} lie in the 95 % interval of a new run`;
}

/** As `fit --hold-out size=largest` has it: the same rows held out, the same fit of the others, the same interval. */
function withoutLargest(one: Lawful, study: Study): HeldOutPrediction[] {
  const { protocol } = one.result;
  const curves = study.curves(one);
  const { seen, held } = splitCurves(curves, { largest: "N" }, protocol);
  const others = seen.filter(({ loss }) => loss.length > 0);
  if (new Set(others.map(({ size }) => size)).size < 3) return [];
  const fit = study.refit(one, "without-largest", seen, protocol);
  if (fit?.status !== "fitted") return [];
  const size = Math.max(...curves.map((curve) => curve.size).filter(Number.isFinite));
  return heldRuns(fit, held, protocol.x).map((run) => ({ one, size, run }));
}
