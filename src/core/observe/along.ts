import { count, decimals } from "../print/numbers";
import type { Gap } from "./measure/gaps";
import type { Observation } from "./measure/observation";
import { listed, sentence } from "./measure/words";

/** Two values of a facet on a domain: the gap (second less first) at places all along what both reach. */
export interface DomainPath {
  readonly domain: string;
  readonly along: readonly Gap[];
}

/** A difference that is smaller was not printed by the loggers, nats/token. */
const level = 5e-5;

interface Side {
  readonly domain: string;
  /** At how many places the lower one is strictly lower. */
  readonly strict: number;
}

/**
 * Which of the two is the lower one wherever they were read: of domains where it is strictly so at each place, and of others where
 * it is nowhere above. Nothing where neither is.
 */
export function sideWords(
  [first, second]: readonly [string, string],
  paths: readonly DomainPath[],
  place: (x: number) => string,
): string | undefined {
  const parts = [
    partOf(first, second, sidesOf(paths, 1), paths, place),
    partOf(second, first, sidesOf(paths, -1), paths, place),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : sentence(`${parts.join("; ")}.`);
}

function sidesOf(paths: readonly DomainPath[], sign: 1 | -1): Side[] {
  return paths.flatMap(({ domain, along }) => {
    const strict = along.filter(({ value }) => sign * value > level).length;
    const against = along.some(({ value }) => sign * value < -level);
    return against || strict < 0.5 * along.length ? [] : [{ domain, strict }];
  });
}

function partOf(
  lower: string,
  higher: string,
  sides: readonly Side[],
  paths: readonly DomainPath[],
  place: (x: number) => string,
): string | undefined {
  const gaps = paths[0]?.along ?? [];
  const [from, to] = [gaps[0]?.at ?? NaN, gaps.at(-1)?.at ?? NaN];
  const always = sides.filter(({ strict }) => strict === gaps.length);
  const mostly = sides.filter(({ strict }) => strict < gaps.length);
  const names = (own: readonly Side[]): string => listed(own.map(({ domain }) => domain));
  const where = `${gaps.length} places read from ${place(from)} to ${count(to)}`;
  if (sides.length === 0) return undefined;
  const strictly = `${lower} lies below ${higher} at each of ${where} in ${names(always)}`;
  if (mostly.length === 0) return strictly;
  const least = Math.min(...mostly.map(({ strict }) => strict));
  const rest = `in ${names(mostly)} at ${least === gaps.length - 1 ? "all but one" : `${least} or more`} of them, and level at the rest`;
  return always.length > 0
    ? `${strictly}; ${rest}`
    : `${lower} is nowhere above ${higher} at ${where} in ${names(mostly)}: below it at ${least} or more, level at the rest`;
}

/** A loss of one side, at a tenth, four tenths and the whole of what all reach. */
export interface Steps {
  readonly label: string;
  readonly domain: string;
  readonly losses: readonly [number, number, number];
  readonly at: readonly [number, number, number];
}

/** That the losses fall most steeply at first, a token for a token, and slower from there: where it holds of every one. */
export function slowing(steps: readonly Steps[], place: (x: number) => string): SlowingWords | undefined {
  const drops = steps.map(({ losses: [a, b, c], at: [x, y, z] }) => {
    return { first: a - b, then: b - c, steeper: (a - b) / (y - x) > (b - c) / (z - y) };
  });
  const [one] = steps;
  if (one === undefined || drops.some(({ first, then, steeper }) => !steeper || !(first > 0) || !(then > 0)))
    return undefined;
  const span = (read: (drop: (typeof drops)[number]) => number): string => {
    const values = drops.map(read);
    const [low, high] = [decimals(Math.min(...values), 3), decimals(Math.max(...values), 3)];
    return low === high ? low : `${low} … ${high}`;
  };
  const [x, y, z] = one.at;
  return {
    sentence: sentence(
      `the losses fall most steeply from ${place(x)} to ${count(y)}, by ${span(({ first }) => first)} nats/token, then slower, by ${span(({ then }) => then)} from there to ${count(z)}, over twice the distance.`,
    ),
    numbers: steps.flatMap(({ label, domain, losses: [a, b, c] }) => [
      { label: `drop from ${count(x)} to ${count(y)}, ${label}, ${domain}`, value: a - b, unit: "nats/token" },
      { label: `drop from ${count(y)} to ${count(z)}, ${label}, ${domain}`, value: b - c, unit: "nats/token" },
    ]),
  };
}

type SlowingWords = Pick<Observation, "sentence" | "numbers">;
