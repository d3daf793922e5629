import type { Fn } from "./tree";

/** One step of a program: what it does with the columns of earlier steps. */
export type Op =
  | { readonly kind: "input"; readonly column: Float64Array }
  | { readonly kind: "param"; readonly index: number }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "negate" | Fn; readonly a: number }
  | {
      readonly kind: "add" | "subtract" | "multiply" | "divide" | "min" | "max";
      readonly a: number;
      readonly b: number;
    }
  /** `log` is the logarithm of the base, taken once, where the base is an input. */
  | { readonly kind: "power"; readonly a: number; readonly b: number; readonly log: Float64Array | undefined };

/** The value of one step from those of its parts. */
export function apply(kind: Op["kind"], u: number, v: number): number {
  switch (kind) {
    case "negate":
      return -u;
    case "exp":
      return Math.exp(u);
    case "log":
      return Math.log(u);
    case "sqrt":
      return Math.sqrt(u);
    case "tanh":
      return Math.tanh(u);
    case "add":
      return u + v;
    case "subtract":
      return u - v;
    case "multiply":
      return u * v;
    case "divide":
      return u / v;
    case "min":
      return Math.min(u, v);
    case "max":
      return Math.max(u, v);
    case "power":
      return u ** v;
    case "input":
    case "param":
    case "number":
      return NaN;
  }
}

/** ∂step/∂left part and ∂step/∂right part. */
export function slopes(op: Op, u: number, v: number, out: number, log: number | undefined): [number, number] {
  switch (op.kind) {
    case "negate":
      return [-1, 0];
    case "exp":
      return [out, 0];
    case "log":
      return [1 / u, 0];
    case "sqrt":
      return [0.5 / out, 0];
    case "tanh":
      return [1 - out * out, 0];
    case "add":
      return [1, 1];
    case "subtract":
      return [1, -1];
    case "multiply":
      return [v, u];
    case "divide":
      return [1 / v, -out / v];
    case "min":
      return u <= v ? [1, 0] : [0, 1];
    case "max":
      return u >= v ? [1, 0] : [0, 1];
    case "power":
      return [u === 0 ? 0 : (v * out) / u, out === 0 ? 0 : out * (log ?? Math.log(u))];
    case "input":
    case "param":
    case "number":
      return [0, 0];
  }
}
