import { broken } from "./broken";
import { chinchilla } from "./chinchilla";
import { dataConstrained, dataConstrainedExcess } from "./dataConstrained";
import { farseer } from "./farseer";
import { commonInputs, formulaLaw } from "./formula/formula";
import type { FormulaError } from "./formula/parse";
import { gadre } from "./gadre";
import { kaplan } from "./kaplan";
import type { Law } from "./law";
import { isMixtureFamily, mixtureLaw } from "./mixture";
import { moe } from "./moe";
import { power } from "./power";
import { powerFloor } from "./powerFloor";

/** Every law there is, in the order in which a picker shows them. */
export const laws: readonly Law[] = [
  power,
  powerFloor,
  broken,
  chinchilla,
  gadre,
  kaplan,
  farseer,
  dataConstrained,
  dataConstrainedExcess,
  moe,
];

/** Stands for the law that predicts held-out sizes best: which one that is, the answer says. */
export const automaticLaw = "auto";

/** The inputs of a law by its id; of the automatic one x, beside which every candidate finds N and D. None where there is no such law. */
export const inputsOf = (id: string): readonly string[] => (id === automaticLaw ? ["x"] : (lawOf(id)?.inputs ?? []));

const ownPrefix = "formula:";
const own = new Map<string, Law | FormulaError>();

/** The id of the law that a typed formula is; `inputs` are further columns it may name. */
export function formulaId(text: string, inputs: readonly string[] = []): string {
  return inputs.length === 0 ? ownPrefix + text : `${ownPrefix}${inputs.join(",")}:${text}`;
}

/**
 * The law of that id, undefined when there is none. `formula:E + A*N^-alpha` is a law of one's own over the columns N, D, C, step
 * and x; `formula:mix_text,lr:…` names further ones, as `mixture:web,code` names the shares of a mixture law.
 */
export function lawOf(id: string): Law | undefined {
  const law = laws.find((one) => one.id === id) ?? readFormula(id);
  return law === undefined || "message" in law ? undefined : law;
}

/** What is wrong with the formula of an id; undefined when nothing is, or when it is no formula. */
export function formulaError(id: string): FormulaError | undefined {
  const law = readFormula(id);
  return law !== undefined && "message" in law ? law : undefined;
}

/** A formula is read once. */
function readFormula(id: string): Law | FormulaError | undefined {
  const known = own.get(id);
  if (known !== undefined) return known;
  const made = make(id);
  if (made === undefined) return undefined;
  if (own.size >= 64) own.clear();
  own.set(id, made);
  return made;
}

function make(id: string): Law | FormulaError | undefined {
  const [family = "", shares = ""] = id.split(":");
  if (isMixtureFamily(family)) return mixtureLaw(family, shares.split(","));
  if (!id.startsWith(ownPrefix)) return undefined;
  const rest = id.slice(ownPrefix.length);
  const names = /^([\p{L}\p{N}_]+(?:,[\p{L}\p{N}_]+)*)?:/u.exec(rest);
  const inputs = [...commonInputs, ...(names?.[1]?.split(",") ?? [])];
  return formulaLaw(rest.slice(names?.[0].length ?? 0), { id, label: "Formula", inputs });
}
