import { bestMix, type BestMix, type MixTerm } from "../../core/plan/mix";
import { isMixtureFamily } from "../../core/laws/mixture";
import { identifierOf } from "../../core/state/inputs";
import { defaultChoices } from "../../core/state/choose";
import type { FittedGroup } from "../../core/state/state";
import type { ShareBounds } from "../../core/stats/simplex";
import { significant } from "../../core/print/numbers";
import { answer } from "../print/print";
import { derivedJson, derivedText, known, type Beside } from "../print/sections";
import type { Command } from "../command";
import { UsageError } from "../errors";
import { fitStudy, type FittedStudy } from "../fitStudy";
import { readOptions, type Values } from "../flags/options";
import { ink } from "../print/output";
import { fitFlags, readProtocol } from "../flags/protocolFlags";
import { printable, table } from "../print/table";
import { parseTarget } from "../flags/target";

const flags = {
  weight: {
    type: "string",
    multiple: true,
    value: "DOMAIN=W",
    help: "of a domain's loss in the sum, the others weighing 0 (default: all alike)",
  },
  target: { type: "string", value: "N@D", help: "the size and tokens to mix for, where the law reads them: 1B@100B" },
  shares: { type: "string", value: "NAME,NAME", help: "columns of the shares, for a --formula of one's own" },
  share: {
    type: "string",
    multiple: true,
    value: "NAME=LOW..HIGH",
    help: "bounds of a share of the mix: code=0.05..0.3",
  },
  ...fitFlags,
} as const;

/** What is asked of every combination of facets. */
interface Asked {
  readonly shares: readonly string[];
  readonly weights: ReadonlyMap<string, number>;
  readonly at: Readonly<Record<string, number>>;
  readonly bounds: ShareBounds;
}

export const mix: Command = {
  id: "mix",
  usage:
    "PATH… --law mixture:SHARE,SHARE… | --formula FORMULA --shares NAME,NAME… [--weight DOMAIN=W]… [--target N@D] [--share NAME=LOW..HIGH]… [flags of fit]",
  summary: "the data mix of the lowest weighted loss under a mixture law",
  flags,
  async run(args) {
    const { values, positionals } = readOptions(args, flags);
    const shares = sharesOf(values);
    const weights = new Map((values.weight ?? []).map((text) => readWeight(text)));
    const at = values.target === undefined ? {} : parseTarget("target", values.target).at;
    const asked = { shares, weights, at, bounds: readBounds(values.share ?? [], shares) };
    const standard = { ...defaultChoices.fit, points: "final", minFlops: 0 } as const;
    const study = await fitStudy(positionals, values, readProtocol(values, standard));
    checkDomains(study, weights);
    return answer(study, [mixes(study, asked)], values.json === true);
  },
};

/** Those of a mixture law, or those that are named beside a formula. */
function sharesOf({ law = "", formula, shares }: Values<typeof flags>): string[] {
  const [family = "", list = ""] = law.split(":");
  const named = formula === undefined ? (isMixtureFamily(family) ? list : "") : (shares ?? "");
  const found = named.split(",").map((name) => identifierOf(name.trim()));
  if (found.length < 2 || found.includes("") || (formula === undefined && shares !== undefined))
    throw new UsageError(
      "mix needs --law mixture:SHARE,SHARE (or mixture-additive:…, mixture-joint:…), or a --formula with its --shares",
    );
  return found;
}

function readWeight(text: string): [string, number] {
  const at = text.lastIndexOf("=");
  const [domain, weight] = [text.slice(0, Math.max(0, at)).trim(), Number(text.slice(at + 1))];
  if (domain === "" || text.slice(at + 1).trim() === "" || !(weight >= 0) || !Number.isFinite(weight))
    throw new UsageError(`--weight is a domain and a number from 0 up, text=2; it was "${text}"`);
  return [domain, weight];
}

function readBounds(texts: readonly string[], shares: readonly string[]): ShareBounds {
  const [low, high] = [shares.map(() => 0), shares.map(() => 1)];
  for (const text of texts) {
    const [, name = "", from = "", to = ""] = /^\s*(.+?)\s*=\s*([\d.eE-]*)\.\.([\d.eE-]*)\s*$/.exec(text) ?? [];
    const [index, least, greatest] = [shares.indexOf(identifierOf(name)), Number(from || "0"), Number(to || "1")];
    if (index < 0 || !(least >= 0 && greatest <= 1 && least <= greatest))
      throw new UsageError(
        `--share is a share of the law and two ends within 0..1, ${shares[0] ?? "code"}=0.05..0.3; it was "${text}"`,
      );
    [low[index], high[index]] = [least, greatest];
  }
  if (low.reduce((sum, v) => sum + v, 0) > 1 || high.reduce((sum, v) => sum + v, 0) < 1)
    throw new UsageError("--share: no mix that adds up to 1 is within these bounds");
  return { low, high };
}

const domainOf = ({ group }: FittedGroup): string => group.metric.domain ?? group.metric.key;

/** A domain that no law is of is a slip of the pen. */
function checkDomains({ fits }: FittedStudy, weights: ReadonlyMap<string, number>): void {
  const known = new Set(fits.groups.flatMap((one) => [domainOf(one), one.group.metric.key]));
  const strange = [...weights.keys()].find((domain) => !known.has(domain));
  if (strange === undefined) return;
  const there = [...new Set(fits.groups.map(domainOf))].join(", ");
  throw new UsageError(`--weight: no loss is of "${strange}"; there is ${there}`);
}

type Found = { readonly best: BestMix } | { readonly reason: string };

/** The best mix of each combination of facets: its domains' laws together. */
function mixes(study: FittedStudy, asked: Asked): Beside {
  const { groups } = study.fits;
  const titles = [...new Set(groups.map(({ group }) => group.title))];
  const found = new Map(
    titles.map((title) => [
      title,
      bestOf(
        groups.filter(({ group }) => group.title === title),
        asked,
      ),
    ]),
  );
  const rows = titles.map((title) => [printable(title), ...cells(found.get(title), asked)]);
  const heads = ["group", ...asked.shares.map(printable), "loss", "at equal shares", "beyond the fit", ""];
  return {
    key: "mix",
    title: `Best mix (${weightText(asked.weights)})`,
    lines: table(
      heads.map((head) => ({ head })),
      rows,
      ink,
    ).split("\n"),
    values: groups.map(({ group }) => asJson(found.get(group.title), asked)),
    answered: [...found.values()].some((one) => "best" in one),
  };
}

function bestOf(groups: readonly FittedGroup[], { shares, weights, at, bounds }: Asked): Found {
  const terms: MixTerm[] = [];
  for (const one of groups) {
    const weight = weights.size === 0 ? 1 : (weights.get(domainOf(one)) ?? weights.get(one.group.metric.key) ?? 0);
    const { fit } = one.result;
    if (weight === 0) continue;
    if (fit.status !== "fitted") return { reason: `${domainOf(one)}: ${fit.reason}` };
    terms.push({ fit, weight });
  }
  if (terms.length === 0) return { reason: "None of its losses weighs anything." };
  const best = bestMix(terms, { shares, at, bounds });
  const needs = "The law has no value there: one that reads N and D needs --target 1B@100B.";
  return best === undefined ? { reason: needs } : { best };
}

function weightText(weights: ReadonlyMap<string, number>): string {
  if (weights.size === 0) return "every domain weighs alike";
  return [...weights].map(([domain, weight]) => `${weight} × ${printable(domain)}`).join(" + ");
}

const digits = (value: number): string => significant(value, 4);
const share = (value: number): string => String(Number(value.toFixed(3)));

function cells(found: Found | undefined, { shares }: Asked): string[] {
  if (found === undefined || "reason" in found) return [...shares.map(() => ""), "", "", "", found?.reason ?? ""];
  const { best } = found;
  return [
    ...best.shares.map((one) => derivedText(one, share)),
    derivedText(best.loss, digits),
    digits(best.atEqual),
    best.beyond.map(printable).join(", "),
    "",
  ];
}

function asJson(found: Found | undefined, { shares, at, weights }: Asked): Record<string, unknown> {
  if (found === undefined || "reason" in found) return { status: "no-answer", reason: found?.reason ?? "" };
  const { best } = found;
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
