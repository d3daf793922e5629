import { parseFormula, type FormulaError } from "../../laws/formula/parse";
import { runnable } from "../../laws/formula/program";
import { namesIn, type Tree } from "../../laws/formula/tree";
import type { Inputs } from "../../laws/law";

/** A typed formula that makes a column of other columns: no coefficients in it. */
export interface Expression {
  /** The columns it reads. */
  readonly names: readonly string[];
  /** Its value for each of n rows; undefined where a column is missing. NaN where a row has none. */
  column(inputs: Inputs, n: number): Float64Array | undefined;
}

const known = new Map<string, Expression | FormulaError>();

/** Reads `6*N*D + 12*n_layer*d_model*D`, by the language of `parseFormula`. Each text is read once. */
export function readExpression(text: string): Expression | FormulaError {
  const before = known.get(text);
  if (before !== undefined) return before;
  const tree = parseFormula(text);
  const made = "message" in tree ? tree : expression(tree);
  if (known.size >= 64) known.clear();
  known.set(text, made);
  return made;
}

/** What is wrong with a formula over columns; undefined when nothing is. */
export function expressionError(text: string): FormulaError | undefined {
  const found = readExpression(text);
  return "message" in found ? found : undefined;
}

function expression(tree: Tree): Expression {
  const names = namesIn(tree);
  return {
    names,
    column(inputs, n) {
      if (names.some((name) => inputs[name]?.length !== n)) return undefined;
      const out = new Float64Array(n);
      runnable(tree, [], inputs, n).evaluate(new Float64Array(0), out);
      return out;
    },
  };
}
