import type { Law } from "../law";
import { formulaLaw, type FormulaOptions } from "./formula";

/** A law of this project given by its formula. Throws on a formula that is none: a mistake of ours, which the first test meets. */
export function define(text: string, options: FormulaOptions): Law {
  const law = formulaLaw(text, options);
  if ("message" in law) throw new Error(`${options.id}: ${law.message} at ${law.at}`);
  return law;
}
