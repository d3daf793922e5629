import type { Law, Param } from "../law";
import { linearNames, termsOf } from "./linear";
import { parseFormula, type FormulaError } from "./parse";
import { template } from "./print";
import { runnable } from "./program";
import { readWhere, type Limits } from "./where";
import { namesIn, type Tree } from "./tree";

/** What is known of a parameter of a formula beyond its name. */
type ParamHints = Partial<Omit<Param, "id">>;

export interface FormulaOptions {
  readonly id: string;
  readonly label: string;
  /** Names that are columns; every other name is a parameter. */
  readonly inputs: readonly string[];
  readonly params?: Readonly<Record<string, ParamHints>>;
  readonly terms?: Law["terms"];
}

/** Columns a formula of one's own may name without saying so: any other column has to be given in `inputs`. */
export const commonInputs = ["N", "D", "C", "step", "x"];

/**
 * A law from a typed formula, such as `E + A*N^-alpha + B*D^-beta*(1 + g*mix_text) where E >= 0, alpha in 0..2, g = 0.1`. The
 * linear parameters are found and solved inside; the rest are searched from a grid, or from the start given after `where`.
 * A leading `L =` is taken off. An error says what is wrong and where.
 */
export function formulaLaw(text: string, options: FormulaOptions): Law | FormulaError {
  const [body, limits, skipped] = splitWhere(text);
  if ("message" in limits) return limits;
  const tree = parseFormula(body);
  if ("message" in tree) return { ...tree, at: tree.at + skipped };
  const names = namesIn(tree);
  const params = names.filter((name) => !options.inputs.includes(name));
  const inputs = names.filter((name) => options.inputs.includes(name));
  const base = baseOf(tree, params);
  const strange = base !== undefined ? [base] : inputs.length === 0 ? params : [];
  const [first] = strange;
  if (first !== undefined) return noColumn(strange, body.search(wordOf(first)) + skipped, options.inputs);
  if (params.length === 0) return { message: "the formula has no coefficient to fit", at: 0 };
  if (params.length > 16) return { message: "a formula has at most 16 coefficients", at: 0 };
  const stray = [...limits.keys()].find((name) => !params.includes(name));
  if (stray !== undefined)
    return { message: `“${stray}” after where is no coefficient of the formula`, at: text.lastIndexOf(stray) };
  const { names: linear, remainder } = linearNames(tree, params);
  const { id, label, terms = termsOf(tree, inputs, linear) } = options;
  return {
    id,
    label,
    formula: `L = ${template(tree)}`,
    inputs,
    params: params.map((name) => param(name, tree, linear, { ...options.params?.[name], ...limits.get(name) })),
    linear,
    ...(remainder && linear.length > 0 ? { remainder } : {}),
    ...(terms.length > 0 ? { terms } : {}),
    bind: (x, n) => runnable(tree, params, x, n),
  };
}

/** Says which columns there are where a name is none: `known` may be more than a formula can name by itself. */
export function noColumn(names: readonly string[], at: number, known: readonly string[]): FormulaError {
  const which = names.length === 1 ? `${names[0] ?? ""} is no column` : `none of ${names.join(", ")} is a column`;
  return { message: `${which}; there are ${known.join(", ")}`, at, noColumn: names };
}

const wordOf = (name: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}_])${name}(?![\\p{L}\\p{N}_])`, "u");

/** A parameter to the power of parameters alone, `M^-beta`: that is one number however it is called, so that a column was meant. */
function baseOf(tree: Tree, params: readonly string[]): string | undefined {
  switch (tree.kind) {
    case "number":
    case "name":
      return undefined;
    case "negate":
    case "call":
      return baseOf(tree.of, params);
    case "power": {
      const [base, exponent] = [tree.left, namesIn(tree.right)];
      if (base.kind === "name" && params.includes(base.name) && exponent.some((name) => params.includes(name)))
        return exponent.every((name) => params.includes(name)) ? base.name : undefined;
      return baseOf(tree.left, params) ?? baseOf(tree.right, params);
    }
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "min":
    case "max":
      return baseOf(tree.left, params) ?? baseOf(tree.right, params);
  }
}

function splitWhere(text: string): [string, Limits | FormulaError, number] {
  const lead = /^\s*L\s*=/.exec(text)?.[0].length ?? 0;
  const at = text.search(/\swhere\s/);
  const end = at < 0 ? text.length : at;
  return [text.slice(lead, end), at < 0 ? new Map() : readWhere(text.slice(at + 7), at + 7), lead];
}

const letters: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  eta: "η",
  kappa: "κ",
  lambda: "λ",
  mu: "μ",
  rho: "ρ",
};

/** Places to search from: those of an exponent where the name stands in one, both signs and all sizes otherwise. */
const exponentGrid = [0.03, 0.1, 0.2, 0.3, 0.4, 0.55, 0.8, 1.2];
const plainGrid = [-3, -0.5, -0.05, 0.05, 0.2, 0.6, 1.5, 5];

function param(id: string, tree: Tree, linear: readonly string[], hints: ParamHints): Param {
  const exponent = inExponent(tree, id, false);
  const lower = hints.lower ?? (exponent ? 0 : -Infinity);
  const upper = hints.upper ?? (exponent ? 10 : Infinity);
  const grid = (hints.grid ?? (exponent ? exponentGrid : plainGrid)).filter((v) => v >= lower && v <= upper);
  const base = {
    id,
    symbol: hints.symbol ?? letters[id] ?? id,
    meaning: hints.meaning ?? (exponent ? "exponent" : "coefficient"),
    lower,
    upper,
  };
  return linear.includes(id) ? base : { ...base, grid: grid.length > 0 ? grid : between(lower, upper) };
}

/** Three places between two bounds none of the usual places fit. */
function between(lower: number, upper: number): number[] {
  const low = Number.isFinite(lower) ? lower : upper - 1;
  const high = Number.isFinite(upper) ? upper : lower + 1;
  return [0.2, 0.5, 0.8].map((share) => low + share * (high - low));
}

/** Whether a name stands as `−name` in an exponent. */
function inExponent(tree: Tree, name: string, within: boolean): boolean {
  switch (tree.kind) {
    case "number":
      return false;
    case "name":
      return false;
    case "negate":
      return (within && tree.of.kind === "name" && tree.of.name === name) || inExponent(tree.of, name, within);
    case "call":
      return inExponent(tree.of, name, false);
    case "power":
      return inExponent(tree.left, name, false) || inExponent(tree.right, name, true);
    case "divide":
      return inExponent(tree.left, name, within) || inExponent(dividedBy(tree.right), name, within);
    case "add":
    case "subtract":
    case "multiply":
    case "min":
    case "max":
      return inExponent(tree.left, name, within) || inExponent(tree.right, name, within);
  }
}

/** What divides, as what it multiplies by: /N^a is ·N^−a. */
function dividedBy(tree: Tree): Tree {
  return tree.kind === "power" ? { ...tree, right: { kind: "negate", of: tree.right } } : tree;
}
