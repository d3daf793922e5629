import { formulaError, lawOf, laws } from "../../laws/index";
import { isMixtureFamily, mixtureFamilies } from "../../laws/mixture";
import type { Wrong } from "../choice";
import { option, written, wrong } from "../make";

export interface LawField {
  /** Id of the law. */
  readonly law: string;
}

export const law = written<LawField>("law", {
  section: "fit",
  label: "Law",
  hint: "The law that is fitted",
  default: "power",
  control: { kind: "one" },
  options: () => laws.map(({ id, label, formula }) => option(id, label, formula.replace(/[{}]/g, ""))),
  check: lawError,
  group: "main",
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
  if (lawOf(id) !== undefined) return undefined;
  const families = Object.keys(mixtureFamilies).map((name) => `${name}:SHARE,SHARE`);
  return wrong(`one of ${[...laws.map((one) => one.id), ...families].join(", ")}`, id);
}
