import type { Term } from "../law";
import { namesIn, type Tree } from "./tree";

/** How a tree depends on a set of names: not at all, linearly without remainder, linearly with one, or otherwise. */
type Degree = "none" | "linear" | "affine" | "other";

/** The parameters, by order of meeting, in which the formula is linear, and whether something is left when they are all 0. */
export function linearNames(
  tree: Tree,
  params: readonly string[],
): { readonly names: string[]; readonly remainder: boolean } {
  const chosen = new Set<string>();
  for (const name of params) {
    chosen.add(name);
    if (degree(tree, chosen) === "other") chosen.delete(name);
  }
  return { names: [...chosen], remainder: degree(tree, chosen) !== "linear" };
}

function degree(tree: Tree, names: ReadonlySet<string>): Degree {
  switch (tree.kind) {
    case "number":
      return "none";
    case "name":
      return names.has(tree.name) ? "linear" : "none";
    case "negate":
      return degree(tree.of, names);
    case "call":
      return degree(tree.of, names) === "none" ? "none" : "other";
    case "add":
    case "subtract":
      return summed(degree(tree.left, names), degree(tree.right, names));
    case "multiply":
      return multiplied(degree(tree.left, names), degree(tree.right, names));
    case "divide":
      return degree(tree.right, names) === "none" ? degree(tree.left, names) : "other";
    case "power":
    case "min":
    case "max":
      return degree(tree.left, names) === "none" && degree(tree.right, names) === "none" ? "none" : "other";
  }
}

function summed(a: Degree, b: Degree): Degree {
  if (a === "other" || b === "other") return "other";
  return a === b ? a : "affine";
}

function multiplied(a: Degree, b: Degree): Degree {
  if (a === "none") return b;
  return b === "none" ? a : "other";
}

/**
 * The terms coefficient · input^−exponent among the summands of a formula, for those inputs that stand nowhere else and whose
 * coefficients and exponents are plain names.
 */
export function termsOf(tree: Tree, inputs: readonly string[], linear: readonly string[]): Term[] {
  const summands = summandsOf(tree);
  return inputs.flatMap((input) => {
    const terms = summands.flatMap((summand) => {
      if (!namesIn(summand).includes(input)) return [];
      const factors = factorsOf(summand);
      const powers = factors.filter((factor) => namesIn(factor).includes(input));
      const coefficients = factors.flatMap((factor) =>
        factor.kind === "name" && linear.includes(factor.name) ? [factor.name] : [],
      );
      const exponent = powers.length === 1 && powers[0] !== undefined ? exponentOf(powers[0], input) : undefined;
      const coefficient = coefficients[0];
      return exponent === undefined || coefficient === undefined ? [undefined] : [{ coefficient, input, exponent }];
    });
    const known = terms.filter((term) => term !== undefined);
    const own = new Set(known.map(({ coefficient }) => coefficient));
    return known.length === terms.length && own.size === known.length ? known : [];
  });
}

/** The parameter e of input^−e. */
function exponentOf(tree: Tree, input: string): string | undefined {
  if (tree.kind !== "power" || tree.left.kind !== "name" || tree.left.name !== input) return undefined;
  return tree.right.kind === "negate" && tree.right.of.kind === "name" ? tree.right.of.name : undefined;
}

function summandsOf(tree: Tree): Tree[] {
  return tree.kind === "add" || tree.kind === "subtract"
    ? [...summandsOf(tree.left), ...summandsOf(tree.right)]
    : [tree];
}

/** Factors of a product, a division by a power being a product with the power of the opposite sign. */
function factorsOf(tree: Tree): Tree[] {
  if (tree.kind === "multiply") return [...factorsOf(tree.left), ...factorsOf(tree.right)];
  if (tree.kind === "negate") return factorsOf(tree.of);
  if (tree.kind !== "divide") return [tree];
  const inverse = factorsOf(tree.right).map((factor): Tree =>
    factor.kind === "power"
      ? { ...factor, right: { kind: "negate", of: factor.right } }
      : { kind: "power", left: factor, right: { kind: "number", value: -1 } },
  );
  return [...factorsOf(tree.left), ...inverse];
}
