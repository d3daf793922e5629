import type { Fact } from "../run";
import type { FlopsColumn } from "./flops";
import type { Hint } from "./hints";
import { shortCount } from "../words/sizes";
import { scale, type XColumn } from "./xColumns";

/** N, D and C as they were found, each in a log, a configuration or a name of its own. */
export interface Counts {
  readonly params: Fact | undefined;
  readonly tokens: XColumn | undefined;
  readonly flops: FlopsColumn | undefined;
}

export interface Checked extends Counts {
  readonly hints: readonly Hint[];
}

/** C / 6ND outside these says that one of the three is not what it is taken for. */
const leastRatio = 0.3;
const mostRatio = 5;
const agrees = (ratio: number): boolean => ratio >= leastRatio && ratio <= mostRatio;

/** How a count may be written: in a unit, or as its logarithm. */
interface Reading {
  readonly words: string;
  readonly of: (value: number) => number;
}

const asIs: Reading = { words: "", of: (value) => value };
const times = (factor: number, words: string): Reading => ({ words, of: (value) => value * factor });
const log10: Reading = { words: "log10", of: (value) => 10 ** value };

const readings = {
  params: [times(1e6, "millions"), times(1e9, "billions"), log10],
  tokens: [times(1e9, "billions"), times(1e12, "trillions"), log10],
  flops: [times(1e9, "1e9"), times(1e12, "1e12"), times(1e15, "1e15"), times(1e18, "1e18"), times(1e21, "1e21"), log10],
} as const;

/** Below these a count is more likely written in a unit. */
const leastParams = 1e4;
const leastTokens = 1e6;

/**
 * Checks N, D and C against each other. FLOPs that equal 6·N are those of a token; counts in another unit are read so only where the
 * third agrees (C ≈ 6·N·D); what cannot be (less than a token, fewer FLOPs than parameters) is not used. Every doubt is said with the
 * two sources and what was taken. What is set by hand stays.
 */
export function checkedCounts(found: Counts): Checked {
  const perToken = flopsOfAToken(found);
  if (perToken !== undefined) return perToken;
  const inUnits = unitsRead(found);
  if (inUnits !== undefined) return inUnits;
  return possible(found);
}

/** C that equals 6·N: the FLOPs of a token. */
function flopsOfAToken({ params, tokens, flops }: Counts): Checked | undefined {
  if (params === undefined || flops?.fact.from !== "logged") return undefined;
  const each = flops.fact.value;
  if (params.value < 1000 || !agrees(each / (6 * params.value))) return undefined;
  const said = `${flops.fact.how} (${short(each)}) is 6·N (${params.how}): the FLOPs of a token`;
  if (tokens === undefined || tokens.fact.value < 1000)
    return { params, tokens, flops: undefined, hints: [hint(`${said}, not used as C`, "facts.flops")] };
  const fact: Fact = { ...flops.fact, value: each * tokens.fact.value, from: "derived", how: `${flops.fact.how} × D` };
  const taken = { fact, at: (steps: Float64Array) => scale(tokens.at(steps), each) };
  return { params, tokens, flops: taken, hints: [hint(`${said}; C = that × D is taken`, "facts.flopsPerToken")] };
}

/** The one reading of small counts in units with which C ≈ 6·N·D; undefined where they agree as they are, or where none or several do. */
function unitsRead({ params, tokens, flops }: Counts): Checked | undefined {
  if (params === undefined || tokens === undefined || flops?.fact.from !== "logged") return undefined;
  const [n, d, c] = [params.value, tokens.fact.value, flops.fact.value];
  if (agrees(c / (6 * n * d))) return undefined;
  const free = (fact: Fact) => fact.from !== "user";
  const fits = choices(n < leastParams && free(params), readings.params).flatMap((ofParams) =>
    choices(d < leastTokens && free(tokens.fact), readings.tokens).flatMap((ofTokens) =>
      choices(c < Math.max(n, 1e9) && free(flops.fact), readings.flops).flatMap((ofFlops) =>
        agrees(ofFlops.of(c) / (6 * ofParams.of(n) * ofTokens.of(d))) ? [{ ofParams, ofTokens, ofFlops }] : [],
      ),
    ),
  );
  // Units of 1e3 more here and less there give the same C: of several the one that someone would train.
  const likely = fits.filter(({ ofParams, ofTokens }) => isLikely(ofTokens.of(d) / ofParams.of(n)));
  const [only, ...others] = fits.length > 1 ? likely : fits;
  if (only === undefined || others.length > 0) return undefined;
  const { ofParams, ofTokens, ofFlops } = only;
  const hints = [
    ...said("N", params, ofParams, "facts.params"),
    ...said("D", tokens.fact, ofTokens, "facts.tokens"),
    ...said("C", flops.fact, ofFlops, "facts.flops"),
  ];
  return {
    params: readAs(params, ofParams),
    tokens: columnAs(tokens, ofTokens),
    flops: columnAs(flops, ofFlops),
    hints,
  };
}

/** Tokens a parameter, of models that are trained. */
const isLikely = (perParam: number): boolean => perParam >= 0.5 && perParam <= 5000;

const choices = (small: boolean, more: readonly Reading[]): readonly Reading[] => (small ? [asIs, ...more] : [asIs]);

const said = (letter: string, fact: Fact, { words, of }: Reading, asks: string): Hint[] =>
  words === ""
    ? []
    : [
        hint(
          `${letter} is ${short(fact.value)} by ${fact.how}: read in ${words} (${shortCount(of(fact.value))}), as only then C = 6·N·D`,
          asks,
        ),
      ];

const readAs = (fact: Fact, { words, of }: Reading): Fact =>
  words === "" ? fact : { ...fact, value: of(fact.value), how: `${fact.how}, in ${words}` };

const columnAs = <T extends XColumn>(column: T, reading: Reading): T =>
  reading.words === ""
    ? column
    : { ...column, fact: readAs(column.fact, reading), at: (steps: Float64Array) => column.at(steps).map(reading.of) };

/** Leaves out what cannot be, and says where the three disagree. */
function possible(found: Counts): Checked {
  let { params, tokens, flops } = found;
  const hints: Hint[] = [];
  const isSmall = (value: number, beside: number | undefined) =>
    value < 1 || (value < 1000 && ((beside ?? 0) >= 1e6 || (beside ?? Infinity) < 1000));
  if (params !== undefined && params.from !== "user" && isSmall(params.value, found.tokens?.fact.value)) {
    hints.push(
      hint(
        `N is ${short(params.value)} by ${params.how}, too few: its unit is not known, so it is not used`,
        "facts.params",
      ),
    );
    params = undefined;
  }
  if (tokens !== undefined && tokens.fact.from !== "user" && isSmall(tokens.fact.value, found.params?.value)) {
    const { value, how } = tokens.fact;
    hints.push(
      hint(`D is ${short(value)} tokens by ${how}, too few: its unit is not known, so it is not used`, "facts.tokens"),
    );
    tokens = undefined;
  }
  if (flops?.fact.from === "logged" && params !== undefined && flops.fact.value < params.value) {
    const { value, how } = flops.fact;
    hints.push(
      hint(`C is ${short(value)} by ${how}, fewer FLOPs than parameters (${params.how}): not used`, "facts.flops"),
    );
    flops = undefined;
  }
  if (params !== undefined && tokens !== undefined && flops?.fact.from === "logged") {
    const ratio = flops.fact.value / (6 * params.value * tokens.fact.value);
    if (!agrees(ratio)) {
      const parts = `C by ${flops.fact.how}, N by ${params.how}, D by ${tokens.fact.how}`;
      hints.push(
        hint(
          `C is ${short(ratio)} × 6·N·D: one of them is not what it is taken for (${parts}); all are kept as found`,
          "facts.flops",
        ),
      );
    }
  }
  return { params, tokens, flops, hints };
}

const hint = (message: string, ask: string): Hint => ({ message, asks: [ask] });

const short = (value: number): string => String(Number(value.toPrecision(3)));
