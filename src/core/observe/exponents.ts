import type { Metric } from "../runs/run";
import { contrast, exponentOf, exponentRest, type Contrast, type Exponent } from "./measure/contrast";
import type { Observation, Rest } from "./measure/observation";
import { byDomain, comparable, domainOf, type Lawful, type Study } from "./measure/study";
import { counted, listed, nounOf, ofLaws, sentence, together, withInterval, withX } from "./measure/words";

/** The groups of one metric, the steepest first, and what tells the first from the last. */
interface ExponentSpread {
  readonly metric: Metric;
  readonly own: readonly Lawful[];
  readonly steepest: Lawful;
  readonly flattest: Lawful;
  readonly difference: Contrast;
}

/**
 * Which group's loss falls fastest, domain by domain, where its exponent differs from the flattest beyond the intervals of all pairs
 * together; and, in one sentence, where the groups cannot be told apart.
 */
export function exponents(study: Study): Observation[] {
  const laws = comparable(study);
  const exponent = laws[0] && exponentOf(laws[0].fit);
  if (exponent === undefined) return [];
  const columns = [...byDomain(laws.filter(({ fit }) => fit.law === laws[0]?.fit.law)).values()];
  const comparisons = columns.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  const found = columns.flatMap((own) => extremes(own, exponent, comparisons) ?? []);
  const sure = found.filter(({ difference }) => difference.differs);
  const open = found.filter(({ difference }) => !difference.differs);
  return [
    ...(sure.length === 0 ? [] : [told(sure, exponent, withX[study.x])]),
    ...(open.length === 0 ? [] : [untold(open, exponent, withX[study.x])]),
  ];
}

function extremes(all: readonly Lawful[], { read }: Exponent, comparisons: number): ExponentSpread | undefined {
  const own = [...all].sort((a, b) => read(b.fit) - read(a.fit));
  const [steepest, flattest] = [own[0], own.at(-1)];
  if (steepest === undefined || flattest === undefined || own.length < 2) return undefined;
  const difference = contrast(flattest, steepest, read, comparisons);
  return difference && { metric: steepest.group.metric, own, steepest, flattest, difference };
}

function told(found: readonly ExponentSpread[], exponent: Exponent, x: string): Observation {
  const [first] = found;
  const said = found.map(({ metric, own, steepest, flattest, difference }, i) => {
    const write = together(own.map(({ fit }) => exponent.read(fit)));
    const value = (one: Lawful): string =>
      `${i === 0 ? `${exponent.symbol}\u00a0=\u00a0` : ""}${write(exponent.read(one.fit))}`;
    const [fast, slow] = [steepest, flattest].map((one) => `${one.group.title} (${value(one)})`);
    const by = found.length > 1 ? ` by ${write(difference.value)}` : ` by ${withInterval(difference)}`;
    return `${i === 0 ? `${domainOf(metric)} loss falls faster` : domainOf(metric)} in ${fast ?? ""} than in ${slow ?? ""},${by}`;
  });
  const among = (first?.own.length ?? 0) > 2 ? `, of ${counted(first?.own ?? [])},` : "";
  const all = found.length > 1 ? "; each difference is beyond its interval" : "";
  return {
    kind: "exponents",
    id: "exponents",
    sentence: sentence(`with ${x}${among} ${said.join("; ")}${all}.`),
    strength: "sure",
    basis: ofLaws(found.flatMap(({ own }) => own)),
    numbers: found.flatMap((one) => rests(one, exponent)),
    groups: found.flatMap(({ steepest, flattest }) => [steepest.group.id, flattest.group.id]),
    runs: [],
    domains: found.map(({ metric }) => domainOf(metric)),
    weight: 7,
  };
}

function untold(open: readonly ExponentSpread[], exponent: Exponent, x: string): Observation {
  const groups = open.flatMap(({ own }) => own);
  const ranges = open.map(({ own, steepest, flattest, metric }) => {
    const write = together(own.map(({ fit }) => exponent.read(fit)));
    const [low, high] = [flattest, steepest].map(({ fit }) => write(exponent.read(fit)));
    const range = `${low ?? ""} … ${high ?? ""}`;
    return open.length > 1 ? `${range} in ${domainOf(metric)}` : range;
  });
  const where = listed(open.map(({ metric }) => domainOf(metric)));
  const text = `the ${nounOf(groups)} cannot be told apart by how fast ${where} loss falls with ${x}`;
  return {
    kind: "exponents",
    id: "exponents open",
    sentence: sentence(`${text}: ${exponent.symbol} = ${listed(ranges)}.`),
    strength: "open",
    basis: ofLaws(groups),
    numbers: open.flatMap((one) => rests(one, exponent)),
    groups: groups.map(({ group }) => group.id),
    runs: [],
    domains: open.map(({ metric }) => domainOf(metric)),
    weight: 4,
  };
}

function rests({ own, metric, difference: { value, low, high } }: ExponentSpread, exponent: Exponent): Rest[] {
  const label = `largest difference in ${exponent.symbol}, ${domainOf(metric)}`;
  return [...own.map((one) => exponentRest(one, exponent)), { label, value, low, high, unit: "" }];
}
