import { isMixtureFamily } from "../../laws/mixture";
import { identifierOf } from "../../state/inputs";
import type { FittedGroup } from "../../state/state";
import type { ShareBounds } from "../../stats/simplex";
import { one, ParameterError, unexpected, type Given } from "./given";

/** What is asked of every combination of facets. */
export interface AskedMix {
  readonly shares: readonly string[];
  /** By domain or metric; empty: every domain weighs 1. */
  readonly weights: ReadonlyMap<string, number>;
  /** The laws' other inputs: N, D. */
  readonly at: Readonly<Record<string, number>>;
  readonly bounds: ShareBounds;
}

/** The shares of a mixture law, or those that are named beside a formula. Throws a ParameterError where there are none. */
export function sharesOf(given: Given, law: string): string[] {
  const [family = "", list = ""] = law.split(":");
  const said = one(given, "shares");
  const isFormula = family === "formula";
  const named = isFormula ? (said ?? "") : isMixtureFamily(family) ? list : "";
  const found = named.split(",").map((name) => identifierOf(name.trim()));
  if (found.length >= 2 && !found.includes("") && (isFormula || said === undefined)) return found;
  const [lawName, formula, shares] = ["law", "formula", "shares"].map(given.name);
  throw new ParameterError(
    `mix needs ${lawName ?? ""} mixture:SHARE,SHARE (or mixture-additive:…, mixture-joint:…), or a ${formula ?? ""} with its ${shares ?? ""}`,
  );
}

/** Reads `text=2`. Throws a ParameterError that begins with `name`. */
export function readWeights(name: string, texts: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    texts.map((text) => {
      const at = text.lastIndexOf("=");
      const [domain, weight] = [text.slice(0, Math.max(0, at)).trim(), Number(text.slice(at + 1))];
      if (domain === "" || text.slice(at + 1).trim() === "" || !(weight >= 0) || !Number.isFinite(weight))
        throw unexpected(name, "a domain and a number from 0 up, text=2", text);
      return [domain, weight];
    }),
  );
}

/** Reads `code=0.05..0.3`, an end left out being 0 or 1. Throws a ParameterError that begins with `name`. */
export function readBounds(name: string, texts: readonly string[], shares: readonly string[]): ShareBounds {
  const [low, high] = [shares.map(() => 0), shares.map(() => 1)];
  for (const text of texts) {
    const [, share = "", from = "", to = ""] = /^\s*(.+?)\s*=\s*([\d.eE-]*)\.\.([\d.eE-]*)\s*$/.exec(text) ?? [];
    const [index, least, greatest] = [shares.indexOf(identifierOf(share)), Number(from || "0"), Number(to || "1")];
    if (index < 0 || !(least >= 0 && greatest <= 1 && least <= greatest))
      throw unexpected(name, `a share of the law and two ends within 0..1, ${shares[0] ?? "code"}=0.05..0.3`, text);
    [low[index], high[index]] = [least, greatest];
  }
  if (low.reduce((sum, v) => sum + v, 0) > 1 || high.reduce((sum, v) => sum + v, 0) < 1)
    throw new ParameterError(`${name}: no mix that adds up to 1 is within these bounds`);
  return { low, high };
}

/** A group's domain; its metric where it has none. */
export const domainOf = ({ group }: FittedGroup): string => group.metric.domain ?? group.metric.key;

/** Refuses a weight of a domain that no law is of. */
export function checkDomains(name: string, groups: readonly FittedGroup[], weights: ReadonlyMap<string, number>): void {
  const known = new Set(groups.flatMap((fitted) => [domainOf(fitted), fitted.group.metric.key]));
  const strange = [...weights.keys()].find((domain) => !known.has(domain));
  if (strange === undefined) return;
  const there = [...new Set(groups.map(domainOf))].join(", ");
  throw new ParameterError(`${name}: no loss is of "${strange}"; there is ${there}`);
}
