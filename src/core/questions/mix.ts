import type { Watch } from "../fit/intervals/resample";
import { bestMix, type BestMix, type MixTerm } from "../plan/mix";
import { derivedJson, derivedText, known } from "../print/derived";
import { significant } from "../print/numbers";
import type { Section } from "../print/section";
import type { FittedGroup } from "../state/state";
import { left } from "./columns";
import { all, one } from "./parameters/given";
import { checkDomains, domainOf, readBounds, readWeights, sharesOf, type AskedMix } from "./parameters/mix";
import { parseTarget } from "./parameters/target";
import type { Question } from "./question";

/** The data mix of the lowest weighted loss under mixture laws. */
export const mix: Question = {
  id: "mix",
  label: "Best mix",
  parameters: [
    {
      key: "weight",
      label: "Weight",
      value: "DOMAIN=W",
      many: true,
      help: "of a domain's loss in the sum, the others weighing 0 (default: all alike)",
    },
    {
      key: "target",
      label: "Target",
      value: "N@D",
      help: "the size and tokens to mix for, where the law reads them: 1B@100B",
    },
    {
      key: "shares",
      label: "Shares",
      value: "NAME,NAME",
      help: "columns of the shares, for a formula of your own",
    },
    {
      key: "share",
      label: "Bounds",
      value: "NAME=LOW..HIGH",
      many: true,
      help: "bounds of a share of the mix: code=0.05..0.3",
    },
  ],
  command: {
    name: "mix",
    usage:
      "PATH… --law mixture:SHARE,SHARE… | --formula FORMULA --shares NAME,NAME… [--weight DOMAIN=W]… [--target N@D] [--share NAME=LOW..HIGH]… [flags of fit]",
    summary: "the data mix of the lowest weighted loss under a mixture law",
    choices: { points: "final", minFlops: 0 },
  },
  prepare(given) {
    const weights = readWeights(given.name("weight"), all(given, "weight"));
    const target = one(given, "target");
    const at = target === undefined ? {} : parseTarget(given.name("target"), target).at;
    return ({ fits: { groups, choices } }, watch) => {
      const shares = sharesOf(given, choices.law);
      const bounds = readBounds(given.name("share"), all(given, "share"), shares);
      checkDomains(given.name("weight"), groups, weights);
      return [mixes(groups, { shares, weights, at, bounds }, watch)];
    };
  },
};

/** The best mix of one combination of facets, or why there is none. */
type Answer = { readonly best: BestMix } | { readonly reason: string };

/** The best mix of each combination of facets: its domains' laws together. */
function mixes(groups: readonly FittedGroup[], asked: AskedMix, watch?: Watch): Section {
  const titles = [...new Set(groups.map(({ group }) => group.title))];
  const of = (title: string): FittedGroup[] => groups.filter(({ group }) => group.title === title);
  const found = new Map(titles.map((title) => [title, bestOf(of(title), asked, watch)]));
  return {
    id: "mix",
    title: `Best mix (${weightText(asked.weights)})`,
    columns: left("group", ...asked.shares, "loss", "at equal shares", "beyond the fit", ""),
    rows: titles.map((title) => [title, ...cells(found.get(title), asked)]),
    values: groups.map(({ group }) => asJson(found.get(group.title), asked)),
    answered: [...found.values()].some((answer) => "best" in answer),
  };
}

function bestOf(groups: readonly FittedGroup[], { shares, weights, at, bounds }: AskedMix, watch?: Watch): Answer {
  const terms: MixTerm[] = [];
  for (const fitted of groups) {
    const { key } = fitted.group.metric;
    const weight = weights.size === 0 ? 1 : (weights.get(domainOf(fitted)) ?? weights.get(key) ?? 0);
    const { fit } = fitted.result;
    if (weight === 0) continue;
    if (fit.status !== "fitted") return { reason: `${domainOf(fitted)}: ${fit.reason}` };
    terms.push({ fit, weight });
  }
  if (terms.length === 0) return { reason: "None of its losses weighs anything." };
  const best = bestMix(terms, { shares, at, bounds }, watch);
  const needs = "The law has no value there: a law that reads N and D needs a target, 1B@100B.";
  return best === undefined ? { reason: needs } : { best };
}

function weightText(weights: ReadonlyMap<string, number>): string {
  if (weights.size === 0) return "every domain weighs alike";
  return [...weights].map(([domain, weight]) => `${weight} × ${domain}`).join(" + ");
}

const four = (value: number): string => significant(value, 4);
const shareText = (value: number): string => String(Number(value.toFixed(3)));

function cells(answer: Answer | undefined, { shares }: AskedMix): string[] {
  if (answer === undefined || "reason" in answer) return [...shares.map(() => ""), "", "", "", answer?.reason ?? ""];
  const { best } = answer;
  return [
    ...best.shares.map((share) => derivedText(share, shareText)),
    derivedText(best.loss, four),
    four(best.atEqual),
    best.beyond.join(", "),
    "",
  ];
}

function asJson(answer: Answer | undefined, { shares, at, weights }: AskedMix): Record<string, unknown> {
  if (answer === undefined || "reason" in answer) return { status: "no-answer", reason: answer?.reason ?? "" };
  const { best } = answer;
  return {
    status: "answered",
    weights: Object.fromEntries(weights),
    at,
    shares: Object.fromEntries(shares.map((name, j) => [name, derivedJson(best.shares[j] ?? { value: NaN })])),
    loss: derivedJson(best.loss),
    atEqualShares: known(best.atEqual),
    beyond: best.beyond,
  };
}
