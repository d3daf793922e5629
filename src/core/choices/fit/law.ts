import { automaticLaw, formulaError, lawOf, laws } from "../../laws/index";
import { isMixtureFamily, mixtureFamilies } from "../../laws/mixture";
import type { Wrong } from "../choice";
import { option, written, wrong } from "../make";

export interface LawField {
  /** Id of the law; "auto": the one that predicts held-out sizes best, see `chooseLaw`. */
  readonly law: string;
}

/** Whether a law is named: one that is chosen is fitted in its own way, and choices of how to fit do not reach it. */
export const isNamed = ({ law }: Partial<LawField>): boolean => law !== automaticLaw;

const chosenBy =
  "chosen by held-out error: Chinchilla's where it tells N from D and holds, else a power law, with a floor or without";

export const law = written<LawField>("law", {
  section: "fit",
  label: "Law",
  hint: "The law that is fitted; auto takes the one that predicts held-out sizes best",
  default: automaticLaw,
  control: { kind: "one" },
  options: () => [
    option(
      automaticLaw,
      "Best held-out",
      "Of Chinchilla, power with floor and power: what predicts the largest sizes.",
    ),
    ...laws.map(({ id, label, formula }) => option(id, label, formula.replace(/[{}]/g, ""))),
  ],
  check: lawError,
  group: "main",
  describe: (values: LawField) => (isNamed(values) ? undefined : { label: "Law", text: chosenBy }),
  flag: { name: "law", value: "LAW", examples: ["chinchilla", "mixture:code,text"], more: "see isoflop laws" },
});

/** What the formulas of mixture laws call their own. */
const coefficients = new Set(["c", "E", "A", "B", "alpha", "beta", "gammaA", "gammaB", "N", "D"]);

/** What is wrong with the id of a law: one of the list, a mixture of named shares, or a formula. */
function lawError(id: string): Wrong | undefined {
  const formula = formulaError(id);
  if (formula !== undefined) return { wrong: formula.message };
  const [family = "", shares = ""] = id.split(":");
  if (isMixtureFamily(family)) {
    if (shares.split(",").some((share) => share.trim() === ""))
      return wrong(`shares by their names, ${family}:SHARE,SHARE`, id);
    const taken = shares.split(",").find((share) => coefficients.has(share.trim()));
    return taken === undefined
      ? undefined
      : { wrong: `a share cannot be called "${taken}", which is a coefficient of mixture laws` };
  }
  if (id === automaticLaw || lawOf(id) !== undefined) return undefined;
  const families = Object.keys(mixtureFamilies).map((name) => `${name}:SHARE,SHARE`);
  return wrong(`one of ${[automaticLaw, ...laws.map((one) => one.id), ...families].join(", ")}`, id);
}
