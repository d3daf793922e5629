import type { Bound, Inputs } from "../law";
import { apply, slopes, type Op } from "./ops";
import type { Tree } from "./tree";

/**
 * Ties a formula to n rows: a list of steps over columns, run forwards for the values and backwards for every ∂L/∂θ at once
 * (reverse-mode differentiation; Griewank and Walther 2008, ch. 3).
 */
export function runnable(tree: Tree, params: readonly string[], x: Inputs, n: number): Bound {
  const ops: Op[] = [];
  lower(tree, params, x, ops);
  const columns = ops.map((op) => (op.kind === "input" ? op.column : new Float64Array(n)));
  const adjoints = ops.map(() => new Float64Array(n));
  const p = params.length;

  const forwards = (theta: Float64Array): Float64Array => {
    ops.forEach((op, k) => {
      const out = columns[k];
      if (out !== undefined) runForwards(op, out, columns, theta);
    });
    return columns[columns.length - 1] ?? new Float64Array(n);
  };
  const backwards = (jacobian: Float64Array): void => {
    for (const adjoint of adjoints) adjoint.fill(0);
    adjoints[adjoints.length - 1]?.fill(1);
    jacobian.fill(0);
    for (let k = ops.length - 1; k >= 0; k--) {
      const [op, out, adjoint] = [ops[k], columns[k], adjoints[k]];
      if (op === undefined || out === undefined || adjoint === undefined) continue;
      if (op.kind === "param")
        for (let i = 0; i < n; i++)
          jacobian[op.index * n + i] = (jacobian[op.index * n + i] ?? 0) + (adjoint[i] ?? NaN);
      else runBackwards(op, out, adjoint, columns, adjoints);
    }
  };
  const evaluate = (theta: Float64Array, loss: Float64Array, jacobian?: Float64Array): void => {
    loss.set(forwards(theta));
    if (jacobian !== undefined) backwards(jacobian);
  };

  const ahead = new Float64Array(n);
  const [plus, minus] = [new Float64Array(n * p), new Float64Array(n * p)];
  /** By central differences of the exact first derivatives. */
  const curvature = (theta: Float64Array, pull: Float64Array, hessian: Float64Array): void => {
    const moved = theta.slice();
    for (let k = 0; k < p; k++) {
      const at = theta[k] ?? NaN;
      const h = 1e-5 * Math.max(Math.abs(at), 1e-3);
      moved[k] = at + h;
      evaluate(moved, ahead, plus);
      moved[k] = at - h;
      evaluate(moved, ahead, minus);
      moved[k] = at;
      for (let m = 0; m <= k; m++) {
        let sum = 0;
        for (let i = 0; i < n; i++)
          sum += ((pull[i] ?? 0) * ((plus[m * n + i] ?? NaN) - (minus[m * n + i] ?? NaN))) / (2 * h);
        if (Number.isFinite(sum)) hessian[k * p + m] = (hessian[k * p + m] ?? 0) + sum;
      }
    }
  };
  return { evaluate, curvature, byDifferences: true };
}

/** Appends the steps of a tree, and gives the index of its last. */
function lower(tree: Tree, params: readonly string[], x: Inputs, ops: Op[]): number {
  const push = (op: Op): number => ops.push(op) - 1;
  const sub = (part: Tree): number => lower(part, params, x, ops);
  switch (tree.kind) {
    case "number":
      return push(tree);
    case "name": {
      const index = params.indexOf(tree.name);
      const column = x[tree.name];
      if (index >= 0) return push({ kind: "param", index });
      if (column === undefined) throw new RangeError(`no column ${tree.name}`);
      return push({ kind: "input", column });
    }
    case "negate":
      return push({ kind: "negate", a: sub(tree.of) });
    case "call":
      return push({ kind: tree.fn, a: sub(tree.of) });
    case "power": {
      const [a, b] = [sub(tree.left), sub(tree.right)];
      const base = ops[a];
      return push({ kind: "power", a, b, log: base?.kind === "input" ? base.column.map(Math.log) : undefined });
    }
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "min":
    case "max": {
      const a = sub(tree.left);
      return push({ kind: tree.kind, a, b: sub(tree.right) });
    }
  }
}

function runForwards(op: Op, out: Float64Array, columns: readonly Float64Array[], theta: Float64Array): void {
  if (op.kind === "input") return;
  if (op.kind === "param") out.fill(theta[op.index] ?? NaN);
  else if (op.kind === "number") out.fill(op.value);
  else {
    const a = columns[op.a];
    const b = "b" in op ? columns[op.b] : undefined;
    const log = op.kind === "power" ? op.log : undefined;
    for (let i = 0; i < out.length; i++) {
      const v = b?.[i] ?? NaN;
      out[i] = log === undefined ? apply(op.kind, a?.[i] ?? NaN, v) : Math.exp(v * (log[i] ?? NaN));
    }
  }
}

function runBackwards(
  op: Op,
  out: Float64Array,
  adjoint: Float64Array,
  columns: readonly Float64Array[],
  adjoints: readonly Float64Array[],
): void {
  if (!("a" in op)) return;
  const [a, toA] = [columns[op.a], adjoints[op.a]];
  const [b, toB] = "b" in op ? [columns[op.b], adjoints[op.b]] : [undefined, undefined];
  const log = op.kind === "power" ? op.log : undefined;
  for (let i = 0; i < out.length; i++) {
    const [left, right] = slopes(op, a?.[i] ?? NaN, b?.[i] ?? NaN, out[i] ?? NaN, log?.[i]);
    const pull = adjoint[i] ?? NaN;
    if (toA !== undefined) toA[i] = (toA[i] ?? 0) + pull * left;
    if (toB !== undefined) toB[i] = (toB[i] ?? 0) + pull * right;
  }
}
