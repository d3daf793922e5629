import { normalCdf, normalQuantile } from "./gauss";
import type { Gram } from "./gram";

/** Coefficients are in units of the lowest loss; this far from 0 before the data. */
const ridge = 1 / 2 ** 2;

/** The Cholesky factor of the normal equations of (A, B, E) and the reduced right-hand side; B's row is empty with one term. */
interface Factor {
  readonly aa: number;
  readonly ba: number;
  readonly bb: number;
  readonly ea: number;
  readonly eb: number;
  readonly ee: number;
  readonly za: number;
  readonly zb: number;
  readonly ze: number;
}

function factor(gram: Gram, i: number, j: number): Factor {
  const [u, v] = gram.own;
  const aa = Math.sqrt((u?.square[i] ?? NaN) + ridge);
  const za = (u?.loss[i] ?? NaN) / aa;
  const ea = (u?.floor[i] ?? NaN) / aa;
  const ba = v === undefined ? 0 : (gram.cross[i * v.square.length + j] ?? NaN) / aa;
  const bb = v === undefined ? 1 : Math.sqrt((v.square[j] ?? NaN) + ridge - ba * ba);
  const zb = v === undefined ? 0 : ((v.loss[j] ?? NaN) - ba * za) / bb;
  const eb = v === undefined ? 0 : ((v.floor[j] ?? NaN) - ea * ba) / bb;
  const ee = Math.sqrt(Math.max(gram.ee - ea * ea - eb * eb, 1e-12));
  const ze = (gram.ey - ea * za - eb * zb) / ee;
  return { aa, ba, bb, ea, eb, ee, za, zb, ze };
}

/** ln of the marginal likelihood with E = 0, and with E anywhere between 0 and the lowest loss (flat). */
export function weighNode(gram: Gram, i: number, j: number): { readonly none: number; readonly free: number } {
  const { aa, bb, ee, za, zb, ze } = factor(gram, i, j);
  const none = -(gram.yy - za * za - zb * zb) / 2 - Math.log(aa * bb);
  const inside = normalCdf(ee - ze) - normalCdf(-ze);
  const free =
    inside > 1e-9 ? none + (ze * ze) / 2 - Math.log(ee) + Math.log(Math.sqrt(2 * Math.PI) * inside) : -Infinity;
  return { none, free };
}

/** One draw of (E, A_1, γ_1, …) in units of the loss, at those places of the unit cube; A may come out below 0. */
export function drawNode(
  gram: Gram,
  i: number,
  j: number,
  free: boolean,
  lowest: number,
  [forE, forA, forB]: readonly [number, number, number],
): Float64Array {
  const { aa, ba, bb, ea, eb, ee, za, zb, ze } = factor(gram, i, j);
  const [from, to] = [normalCdf(-ze), normalCdf(ee - ze)];
  const E = free ? Math.min(1, Math.max(0, (ze + normalQuantile(from + (to - from) * forE)) / ee)) : 0;
  const [alpha = NaN, beta] = [gram.gammas[0]?.[i], gram.gammas[1]?.[j]];
  if (beta === undefined)
    return Float64Array.of(E * lowest, ((za + normalQuantile(forA) - ea * E) / aa) * lowest, alpha);
  const B = (zb + normalQuantile(forB) - eb * E) / bb;
  const A = (za + normalQuantile(forA) - ba * B - ea * E) / aa;
  return Float64Array.of(E * lowest, A * lowest, alpha, B * lowest, beta);
}
