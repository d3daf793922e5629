import type { BinaryKind, Tree } from "./tree";

const strength: Readonly<Record<BinaryKind, number>> = {
  add: 1,
  subtract: 1,
  multiply: 2,
  divide: 2,
  power: 4,
  min: 9,
  max: 9,
};
const signs: Readonly<Record<BinaryKind, string>> = {
  add: " + ",
  subtract: " − ",
  multiply: "·",
  divide: "/",
  power: "^",
  min: ", ",
  max: ", ",
};

/** A formula as a law's template: names in braces, exponents as `^(…)`. */
export function template(tree: Tree): string {
  return write(tree, 0);
}

function write(tree: Tree, around: number): string {
  switch (tree.kind) {
    case "number":
      return String(tree.value).replace("-", "−");
    case "name":
      return `{${tree.name}}`;
    case "call":
      return `${tree.fn === "log" ? "ln" : tree.fn}(${write(tree.of, 0)})`;
    case "negate":
      return wrap(`−${write(tree.of, 3)}`, around > 2);
    case "min":
    case "max":
      return `${tree.kind}(${write(tree.left, 0)}, ${write(tree.right, 0)})`;
    case "power":
      return wrap(`${write(tree.left, 5)}^(${write(tree.right, 0)})`, around > 4);
    case "add":
    case "subtract":
    case "multiply":
    case "divide": {
      const own = strength[tree.kind];
      const tight = tree.kind === "subtract" || tree.kind === "divide" ? own + 1 : own;
      return wrap(`${write(tree.left, own)}${signs[tree.kind]}${write(tree.right, tight)}`, around > own);
    }
  }
}

const wrap = (text: string, yes: boolean): string => (yes ? `(${text})` : text);
