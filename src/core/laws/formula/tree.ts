/** An arithmetic expression. */
export type Tree =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "negate"; readonly of: Tree }
  | { readonly kind: "call"; readonly fn: Fn; readonly of: Tree }
  | { readonly kind: BinaryKind; readonly left: Tree; readonly right: Tree };

export type BinaryKind = "add" | "subtract" | "multiply" | "divide" | "power" | "min" | "max";

export const functions = ["exp", "log", "sqrt", "tanh"] as const;
export type Fn = (typeof functions)[number];

/** Names of a tree in the order in which they are met, each once. */
export function namesIn(tree: Tree): string[] {
  const names = new Set<string>();
  const walk = (node: Tree): void => {
    switch (node.kind) {
      case "number":
        return;
      case "name":
        names.add(node.name);
        return;
      case "negate":
      case "call":
        walk(node.of);
        return;
      case "add":
      case "subtract":
      case "multiply":
      case "divide":
      case "power":
      case "min":
      case "max":
        walk(node.left);
        walk(node.right);
    }
  };
  walk(tree);
  return [...names];
}
