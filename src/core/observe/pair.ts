import { count, decimals } from "../print/numbers";
import { gapsOf, shares, type Gap, type Gaps } from "./measure/gaps";
import { comparedBy } from "./measure/experiment";
import type { Matched } from "./measure/matched";
import type { Observation, Rest } from "./measure/observation";
import { seedSpreads } from "./measure/seedSpread";
import { domainsIn, keyIn, type Study } from "./measure/study";
import { clockOf, type Clock } from "./measure/track";
import { sideWords, slowing, type Steps } from "./along";
import { listed, ofRuns, sentence } from "./measure/words";

/** Two values of a facet, on one metric. */
interface DomainGap {
  readonly domain: string;
  readonly gaps: Gaps;
}

interface Pairing {
  readonly facet: string;
  readonly values: readonly [string, string];
  readonly found: readonly DomainGap[];
  readonly clock: Clock;
  readonly caveat: string;
}

/**
 * Two ways of training that are alike in everything else (late and early init, two schedules): which ends lower and by how much, and
 * whether the gap shrinks, grows or turns with tokens. For each facet with two values among runs that can be so matched.
 */
export function pairs(study: Study): Observation[] {
  const told = new Set<string>();
  let weight = 9;
  return study.separating.flatMap((facet) => {
    const matched = comparedBy(facet, study.runs);
    const [first, second, third] = [...new Set(matched.flatMap(({ values }) => [...values.keys()]))];
    if (first === undefined || second === undefined || third !== undefined) return [];
    const runs = matched.flatMap(({ values }) => [...values.values()].flat().map(({ id }) => id));
    const same = JSON.stringify(runs.sort());
    // A facet that goes with another, value for value, tells the same pair again.
    if (told.has(same)) return [];
    told.add(same);
    const pairing = compare(study, facet, [first, second], matched);
    if (pairing.found.length === 0) return [];
    const said = [
      atTheEnd(pairing, weight),
      ...onTheWay(pairing, weight - 0.5 - (9 - weight) / 2),
      ...allAlong(pairing, weight - 0.7 - (9 - weight) / 2),
      ...(weight === 9 ? slower(pairing) : []),
    ];
    weight -= 2.2;
    return said;
  });
}

function compare(study: Study, facet: string, values: readonly [string, string], matched: readonly Matched[]): Pairing {
  const runs = matched.flatMap(({ values: own }) => [...own.values()].flat());
  const names = domainsIn(study, runs);
  const clock = clockOf(study, runs, names);
  const seeds = seedSpreads(study);
  const found = names.flatMap((domain): DomainGap[] => {
    const gaps = gapsOf(matched, values, keyIn(study, domain), clock, seeds.get(domain)?.spread);
    return gaps === undefined ? [] : [{ domain, gaps }];
  });
  const known = found.every(({ domain }) => seeds.has(domain));
  return { facet, values, found, clock, caveat: caveatOf(matched, found, known) };
}

function caveatOf(matched: readonly Matched[], found: readonly DomainGap[], seedsKnown: boolean): string {
  const others = [...new Set(matched.flatMap(({ confounded }) => confounded))];
  const single = found.every(({ gaps }) => gaps.pairs < 2 && gaps.runs.length < 3);
  return [
    ...(others.length > 0 ? [`They also differ in ${listed(others)}.`] : []),
    ...(found.some(({ gaps }) => bare(gaps.end)) ? ["Too few points to tell their scatter."] : []),
    ...(single && !seedsKnown ? ["One run of each: how far two seeds would lie apart is not known."] : []),
  ].join(" ");
}

const unit = " nats/token";
const sure = ({ value, half }: Gap): boolean => Math.abs(value) > (Number.isNaN(half) ? 0 : half);
/** Whether the points tell no scatter, so that a gap is what was read and no more. */
const bare = ({ half }: Gap): boolean => Number.isNaN(half);
const place = (clock: Clock, x: number): string => (clock === "tokens" ? `${count(x)} tokens` : `step ${count(x)}`);

function atTheEnd(pairing: Pairing, weight: number): Observation {
  const { values, found, clock, facet } = pairing;
  const [first, second] = values;
  const end = found[0]?.gaps.end.at ?? NaN;
  const told = found.filter(({ gaps }) => sure(gaps.end));
  const near = found.filter(({ gaps }) => !sure(gaps.end));
  const side = (lower: string, higher: string, sign: 1 | -1): string[] => {
    const own = told.filter(({ gaps }) => Math.sign(gaps.end.value) === sign);
    const by = listed(
      own.map(({ domain, gaps }, i) => `${decimals(Math.abs(gaps.end.value), 3)}${i === 0 ? unit : ""} in ${domain}`),
    );
    return own.length === 0 ? [] : [`${lower} is lower than ${higher} by ${by}`];
  };
  const bound = Math.max(...near.map(({ gaps: { end: gap } }) => Math.abs(gap.value) + (bare(gap) ? 0 : gap.half)));
  const level = `in ${listed(near.map(({ domain }) => domain))} they are within ${decimals(bound, 3)} of each other`;
  const parts = [
    ...side(first, second, 1),
    ...side(second, first, -1),
    ...(near.length === 0 ? [] : [told.length > 0 ? level : `${first} and ${second} cannot be told apart: ${level}`]),
  ];
  const text = `at ${place(clock, end)} ${parts.join("; ")}.`;
  return {
    ...about(pairing, ({ end: gap }) => gap),
    ...(pairing.caveat === "" ? {} : { caveat: pairing.caveat }),
    id: `pair ${facet} end`,
    sentence: sentence(text),
    strength: found.some(({ gaps }) => bare(gaps.end)) ? "counted" : told.length > 0 ? "sure" : "open",
    weight: told.length > 0 ? weight : weight / 2,
  };
}

/** How the gap goes from a tenth of the way to the end, and where one overtakes the other. */
function onTheWay(pairing: Pairing, weight: number): Observation[] {
  const { values, found, clock, facet } = pairing;
  const [first, second] = values;
  const turned = found.filter(({ gaps }) => gaps.turns.length > 0);
  const moved = (sign: 1 | -1): DomainGap[] =>
    found.filter(({ gaps: { early, end, turns } }) => {
      const move = sign * (Math.abs(end.value) - Math.abs(early.value));
      return turns.length === 0 && (sure(early) || sure(end)) && move > Math.hypot(early.half, end.half);
    });
  const path = ({ domain, gaps: { early, end } }: DomainGap): string =>
    `${decimals(Math.abs(early.value), 3)} to ${decimals(Math.abs(end.value), 3)} in ${domain}`;
  const [early, end] = [found[0]?.gaps.early.at ?? NaN, found[0]?.gaps.end.at ?? NaN];
  const between = `between ${place(clock, early)} and ${clock === "tokens" ? count(end) : place(clock, end)}`;
  const said = (verb: string, own: readonly DomainGap[]): string[] =>
    own.length === 0
      ? []
      : [`the gap between ${first} and ${second} ${verb} ${between}: from ${listed(own.map(path))}`];
  const over = turned.map(({ domain, gaps }) => {
    const winner = gaps.end.value > 0 ? first : second;
    const loser = winner === first ? second : first;
    return `${winner} overtakes ${loser} in ${domain} at about ${place(clock, gaps.turns.at(-1) ?? NaN)}`;
  });
  const parts = [...said("shrinks", moved(-1)), ...said("grows", moved(1)), ...over];
  if (parts.length === 0) return [];
  return [
    {
      ...about(pairing, ({ early: gap }) => gap),
      id: `pair ${facet} way`,
      sentence: `${sentence(parts.join("; "))}.`,
      strength: "sure",
      weight,
    },
  ];
}

/** Which lies below the other wherever they were read. */
function allAlong(pairing: Pairing, weight: number): Observation[] {
  const { values, found, clock, facet } = pairing;
  const paths = found.map(({ domain, gaps: { along } }) => ({ domain, along }));
  const text = sideWords(values, paths, (x) => place(clock, x));
  if (text === undefined) return [];
  return [
    {
      ...about(pairing, ({ end: gap }) => gap),
      id: `pair ${facet} along`,
      sentence: text,
      strength: "counted",
      weight,
    },
  ];
}

function slower(pairing: Pairing): Observation[] {
  const { values, found, clock, facet } = pairing;
  const steps = found.flatMap(({ domain, gaps: { steps: own, end: gap } }): Steps[] => {
    const at = shares.map((share) => share * gap.at) as [number, number, number];
    return own === undefined
      ? []
      : [
          { label: values[0], domain, losses: own.first, at },
          { label: values[1], domain, losses: own.second, at },
        ];
  });
  const said = steps.length < 2 * found.length ? undefined : slowing(steps, (x) => place(clock, x));
  if (said === undefined) return [];
  return [
    {
      ...about(pairing, ({ end: gap }) => gap),
      ...said,
      kind: "slowing",
      id: `slowing ${facet}`,
      strength: "counted",
      weight: 4.7,
    },
  ];
}

type About = Omit<Observation, "id" | "sentence" | "strength" | "weight">;

function about({ values, found }: Pairing, read: (gaps: Gaps) => Gap): About {
  return {
    kind: "pair",
    basis: ofRuns(found.flatMap(({ gaps }) => gaps.runs)),
    numbers: found.map(({ domain, gaps }): Rest => {
      const { value, half, at } = read(gaps);
      const label = `${values[1]} less ${values[0]} at ${count(at)}, ${domain}`;
      const ends = Number.isNaN(half) ? {} : { low: value - half, high: value + half };
      return { label, value, ...ends, unit: "nats/token" };
    }),
    groups: [],
    runs: [...new Set(found.flatMap(({ gaps }) => gaps.runs.map(({ id }) => id)))],
    domains: found.map(({ domain }) => domain),
  };
}
