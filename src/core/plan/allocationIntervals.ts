import { derive, type Derived } from "../fit/intervals/derived";
import type { Fitted } from "../fit/result";
import { allocate, exponents, type Allocation, type Surface } from "./allocate";
import { sixND, type Cost } from "./cost";

export interface DerivedAllocation {
  readonly N: Derived;
  readonly D: Derived;
  readonly loss: Derived;
}

/** The loss-optimal N and D of a budget under a Chinchilla fit, with intervals. NaN for another law. */
export function allocationInterval(fit: Fitted, C: number, cost: Cost = sixND): DerivedAllocation {
  const part = (read: (found: Allocation) => number): Derived =>
    derive(fit, (theta) => (fit.law === "chinchilla" ? read(allocate(surfaceAt(theta), C, cost)) : NaN), "log");
  return { N: part(({ N }) => N), D: part(({ D }) => D), loss: part(({ loss }) => loss) };
}

/** The exponents of N* ∝ C^a and D* ∝ C^b under a Chinchilla fit, with intervals. NaN for another law. */
export function exponentIntervals(fit: Fitted, cost: Cost = sixND): { readonly a: Derived; readonly b: Derived } {
  const part = (key: "a" | "b"): Derived =>
    derive(fit, (theta) => (fit.law === "chinchilla" ? exponents(surfaceAt(theta), cost)[key] : NaN));
  return { a: part("a"), b: part("b") };
}

/** The coefficients of a Chinchilla fit in the law's order. */
function surfaceAt([E = NaN, A = NaN, B = NaN, alpha = NaN, beta = NaN]: Float64Array): Surface {
  return { E, A, B, alpha, beta };
}
