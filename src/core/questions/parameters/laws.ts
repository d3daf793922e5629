import { isWrong } from "../../choices/choice";
import { law } from "../../choices/fit/law";
import { commonInputs } from "../../laws/formula/formula";
import { lawOf } from "../../laws/index";
import { isMixtureFamily } from "../../laws/mixture";
import type { Run } from "../../runs/run";
import { identifierOf, inputNames } from "../../state/inputs";
import { ParameterError } from "./given";

/** Laws by comma; a mixture's shares stand behind a colon, with commas of their own. */
export function lawsIn(text: string): string[] {
  return text.includes(":") ? [text] : text.split(",");
}

/** Refuses a law that does not exist, whatever the runs hold. Throws a ParameterError that begins with `name`. */
export function checkLawId(name: string, id: string): void {
  const read = law.parse([id]);
  if (isWrong(read)) throw new ParameterError(`${name}: ${read.wrong}`);
}

/** A law by its id; a mixture's shares by the keys they were logged under. Throws a ParameterError for an input that no run has. */
export function lawOfRuns(name: string, asked: string, runs: readonly Run[]): string {
  const known = new Set(runs.flatMap(inputNames));
  const [family = "", shares = ""] = asked.split(":");
  const id = isMixtureFamily(family) ? `${family}:${shares.split(",").map(identifierOf).join(",")}` : asked;
  const strange = lawOf(id)?.inputs.find((input) => ![...commonInputs, ...known].includes(input));
  if (strange === undefined) return id;
  const there = [...known].slice(0, 40).join(", ");
  throw new ParameterError(`${name} ${asked}: no run has a number "${strange}"; there is ${there || "none"}`);
}
