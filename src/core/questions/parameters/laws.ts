import { commonInputs } from "../../laws/formula/formula";
import { lawOf, laws } from "../../laws/index";
import { isMixtureFamily, mixtureFamilies } from "../../laws/mixture";
import type { Run } from "../../runs/run";
import { identifierOf, inputNames } from "../../state/inputs";
import { ParameterError } from "./given";

/** Laws by comma; a mixture's shares stand behind a colon, with commas of their own. */
export function lawsIn(text: string): string[] {
  return text.includes(":") ? [text] : text.split(",");
}

/** What the formulas of mixture laws call their own. */
const coefficients = new Set(["c", "E", "A", "B", "alpha", "beta", "gammaA", "gammaB", "N", "D"]);

/** Refuses a law that does not exist, whatever the runs hold. Throws a ParameterError that begins with `name`. */
export function checkLawId(name: string, law: string): void {
  const [family = "", shares = ""] = law.split(":");
  const taken = isMixtureFamily(family)
    ? shares.split(",").find((share) => coefficients.has(identifierOf(share)))
    : undefined;
  if (taken !== undefined)
    throw new ParameterError(`${name}: a share cannot be called "${taken}", which is a coefficient of mixture laws`);
  const hasShares = isMixtureFamily(family) && shares.split(",").every((share) => share.trim() !== "");
  if (hasShares || laws.some(({ id }) => id === law)) return;
  const families = Object.keys(mixtureFamilies).map((id) => `${id}:SHARE,SHARE`);
  throw new ParameterError(
    `${name} is one of ${[...laws.map(({ id }) => id), ...families].join(", ")}; it was "${law}"`,
  );
}

/** A law by its id; a mixture's shares by the keys they were logged under. Throws a ParameterError for an input that no run has. */
export function lawOfRuns(name: string, law: string, runs: readonly Run[]): string {
  const known = new Set(runs.flatMap(inputNames));
  const [family = "", shares = ""] = law.split(":");
  const id = isMixtureFamily(family) ? `${family}:${shares.split(",").map(identifierOf).join(",")}` : law;
  const strange = lawOf(id)?.inputs.find((input) => ![...commonInputs, ...known].includes(input));
  if (strange === undefined) return id;
  const there = [...known].slice(0, 40).join(", ");
  throw new ParameterError(`${name} ${law}: no run has a number "${strange}"; there is ${there || "none"}`);
}
