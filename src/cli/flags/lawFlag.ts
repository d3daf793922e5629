import { parseFormula } from "../../core/laws/formula/parse";
import { commonInputs, noColumn } from "../../core/laws/formula/formula";
import { formulaError, formulaId } from "../../core/laws/index";
import { checkLawId, lawOfRuns } from "../../core/questions/parameters/laws";
import type { Run } from "../../core/runs/run";
import { inputNames } from "../../core/state/inputs";
import { formulaMistake } from "./choiceFlags";
import { UsageError } from "../errors";

/** What says which law: `--law`, or `--formula` with its bounds and starts. */
export interface LawValues {
  readonly law?: string;
  readonly formula?: string;
  readonly bound?: readonly string[];
  readonly start?: readonly string[];
}

/** Refuses what is wrong whatever the runs hold, before they are read. */
export function checkLaw(values: LawValues): void {
  const { law, formula } = values;
  if (law !== undefined && formula !== undefined) throw new UsageError("--law and --formula exclude each other");
  if (law !== undefined) checkLawId("--law", law);
  if (formula === undefined) return;
  const text = withLimits(values);
  const body = (/^(\s*L\s*=)?([^]*?)(?:\swhere\s|$)/.exec(text) ?? []).slice(1);
  const tree = parseFormula(body[1] ?? "");
  if ("message" in tree) throw formulaMistake("formula", text, { ...tree, at: tree.at + (body[0]?.length ?? 0) });
}

/** The id of the law that the flags name; undefined where they name none. Names of a formula that the runs know are columns. */
export function lawId(values: LawValues, runs: readonly Run[]): string | undefined {
  const known = new Set(runs.flatMap(inputNames));
  if (values.formula === undefined) return values.law && lawOfRuns("--law", values.law, runs);
  const text = withLimits(values);
  const body = text.split(/\swhere\s/)[0] ?? "";
  const limited = [...(values.bound ?? []), ...(values.start ?? [])].map(
    (one) => /^[\s]*[\p{L}\p{N}_]+/u.exec(one)?.[0],
  );
  const names = [...new Set(body.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [])];
  const columns = names.filter((name) => known.has(name) && !commonInputs.includes(name) && !limited.includes(name));
  const id = formulaId(text, columns);
  const error = formulaError(id);
  if (error?.noColumn !== undefined)
    throw formulaMistake(
      "formula",
      text,
      noColumn(error.noColumn, error.at, [...new Set([...commonInputs, ...known])]),
    );
  if (error !== undefined) throw formulaMistake("formula", text, error);
  return id;
}

/** Bounds and starts of flags, as they stand after `where`; "" for none. */
export function limitsOf({ bound = [], start = [] }: LawValues): string {
  const bounds = bound.map((one) => one.replace(/^\s*([\p{L}_][\p{L}\p{N}_]*)\s*=\s*(\S+\.\.\S+)\s*$/u, "$1 in $2"));
  return [...bounds, ...start].join(", ");
}

/** The formula with its bounds and starts after `where`. */
function withLimits(values: LawValues): string {
  const { formula = "" } = values;
  const limits = limitsOf(values);
  if (limits === "") return formula;
  return /\swhere\s/.test(formula) ? `${formula}, ${limits}` : `${formula} where ${limits}`;
}
