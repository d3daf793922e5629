import { contrast, type Readout } from "./measure/contrast";
import type { Observation } from "./measure/observation";
import { logLossAt, sharedRange } from "./measure/reading";
import { byDomain, comparable, domainOf, type Lawful, type Study } from "./measure/study";
import { atX, ofLaws, sentence, times, unitOf } from "./measure/words";

/** A law that overtakes another so far beyond what was fitted is not spoken of. */
const farthest = 30;

/**
 * Where the law that is lowest at small x is overtaken, domain by domain: the winner at the low end of what all laws were fitted to
 * beside the winner at its high end, or a good way beyond. Spoken of where which is lower is sure at the low end, and, inside the
 * range, at the high end as well; beyond it the exponents must differ.
 */
export function crossings(study: Study): Observation[] {
  const columns = [...byDomain(comparable(study)).values()].filter(({ length }) => length > 1);
  const comparisons = columns.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  return columns.flatMap((own) => {
    const range = sharedRange(own);
    return range === undefined ? [] : (crossing(own, range, study, comparisons) ?? []);
  });
}

function crossing(
  own: readonly Lawful[],
  { low, high }: { readonly low: number; readonly high: number },
  study: Study,
  comparisons: number,
): Observation | undefined {
  const far = high * farthest;
  const early = winner(own, low);
  const inside = winner(own, high);
  const late = early === inside ? winner(own, far) : inside;
  if (early === undefined || late === undefined || early === late) return undefined;
  const before = contrast(late, early, logLossAt(low), comparisons);
  const after = contrast(late, early, logLossAt(late === inside ? high : far), comparisons);
  if (before === undefined || after === undefined || !(before.high < 0) || !(after.low > 0)) return undefined;
  const at = where(early, late, low, late === inside ? high : far);
  const beyond = at > high;
  const { metric } = early.group;
  const [first, second] = [early.group.title, late.group.title];
  const place = beyond ? `${times(at / high)} beyond the largest that was fitted` : `inside what was fitted`;
  return {
    kind: "crossing",
    id: `crossing ${metric.key}`,
    sentence: sentence(
      `${domainOf(metric)} loss is lower in ${first} up to ${atX(study.x, at)} and in ${second} from there on: the laws cross ${place}.`,
    ),
    strength: "sure",
    basis: ofLaws([early, late]),
    ...(beyond ? { caveat: "The crossing is an extrapolation: no run was trained there." } : {}),
    numbers: [
      { label: `crossing of ${first} and ${second}, ${domainOf(metric)}`, value: at, unit: unitOf[study.x] },
      { label: "difference of ln L at the low end", value: before.value, low: before.low, high: before.high, unit: "" },
      { label: "difference of ln L beyond it", value: after.value, low: after.low, high: after.high, unit: "" },
    ],
    groups: [early.group.id, late.group.id],
    runs: [],
    domains: [domainOf(metric)],
    weight: beyond ? 3 : 7.5,
  };
}

function winner(own: readonly Lawful[], x: number): Lawful | undefined {
  const read = logLossAt(x);
  return own.reduce<Lawful | undefined>(
    (best, one) => (best === undefined || read(one.fit) < read(best.fit) ? one : best),
    undefined,
  );
}

/** The x at which two laws change places between two ends, by bisection in ln x. */
function where(early: Lawful, late: Lawful, from: number, to: number): number {
  let [low, high] = [Math.log(from), Math.log(to)];
  const ahead = (read: Readout): boolean => read(early.fit) < read(late.fit);
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (ahead(logLossAt(Math.exp(middle)))) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}
