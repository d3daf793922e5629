import { columnOf, logOf } from "./columns";
import type { Bound, Inner, Inputs, Law, Param } from "./law";

/**
 * Farseer's law in coordinates in which it has an optimum to step to: L = F·e^(−m·φ(q)) + P·e^(−n·φ(b))·D^(−G·e^(−k·φ(a))), with
 * φ(q) = (1 − N^−q)/q, which is ln N at q = 0. F and P are linear; s·N^−q + S = ln F − m·φ(q) where s = m/q and S = ln F − m/q, so that in
 * s, q and S a valley runs off to infinity as q goes to 0. The order is that of s q S B b Q A a E.
 */
export function farseerInner(params: readonly Param[]): Inner {
  const slopes = [-0.1, 0, 0.15, 0.4];
  const limits: Readonly<Record<string, Partial<Param>>> = {
    s: { lower: -50, upper: 50, grid: slopes },
    q: { grid: [0.05] },
    S: { lower: 1e-9, upper: Infinity },
    B: { lower: -50, upper: 50, grid: slopes },
    b: { grid: [0.05] },
    Q: { lower: 1e-12, upper: Infinity },
    A: { lower: -50, upper: 50, grid: [-0.1, 0, 0.1] },
    a: { grid: [0.05] },
    E: { lower: 1e-4, upper: 20, grid: [0.1, 0.2, 0.35, 0.6, 1] },
  };
  const law: Law = {
    id: "farseer, inner",
    label: "",
    formula: "",
    inputs: ["N", "D"],
    params: params.map((param) => ({ ...param, ...limits[param.id] })),
    linear: ["S", "Q"],
    bind,
  };
  return { law, inside: (theta) => each(theta, inwards), outside: (theta) => each(theta, outwards) };
}

type Three = readonly [number, number, number];

const inwards = ([s, q, level]: Three): Three => [s * q, q, Math.exp(level + s)];
const outwards = ([m, q, level]: Three): Three => [m / q, q, Math.log(level) - m / q];

function each(theta: Float64Array, turn: (three: Three) => Three): Float64Array {
  return Float64Array.from([0, 3, 6].flatMap((k) => turn([theta[k] ?? NaN, theta[k + 1] ?? NaN, theta[k + 2] ?? NaN])));
}

/** First and second derivatives of ln of one factor, −m·φ(q), at a row. */
interface Bend {
  readonly phi: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

function bind(x: Inputs, n: number): Bound {
  const logN = logOf(columnOf(x, "N", n));
  const logD = logOf(columnOf(x, "D", n));
  const bends = [0, 1, 2].map((): Bend => ({
    phi: new Float64Array(n),
    first: new Float64Array(n),
    second: new Float64Array(n),
  }));
  /** The floor, the falling part, and the exponent of D times ln D. */
  const [floor, falling, reach] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];

  const evaluate = (theta: Float64Array, loss: Float64Array, jacobian?: Float64Array): void => {
    const [m = NaN, q = NaN, F = NaN, o = NaN, b = NaN, P = NaN, k = NaN, a = NaN, G = NaN] = theta;
    for (const [part, exponent] of [q, b, a].entries()) bend(logN, exponent, bends[part]);
    const [u, v, w] = bends;
    for (let i = 0; i < n; i++) {
      const one = F * Math.exp(-m * (u?.phi[i] ?? NaN));
      const far = G * Math.exp(-k * (w?.phi[i] ?? NaN)) * (logD[i] ?? NaN);
      const two = P * Math.exp(-o * (v?.phi[i] ?? NaN) - far);
      floor[i] = one;
      falling[i] = two;
      reach[i] = far;
      loss[i] = one + two;
    }
    if (jacobian === undefined) return;
    fill(jacobian, 0, n, floor, u, m, F);
    fill(jacobian, 3, n, falling, v, o, P);
    fill(
      jacobian,
      6,
      n,
      falling.map((t, i) => -t * (reach[i] ?? NaN)),
      w,
      k,
      G,
    );
  };

  /** Of L = T + U·e^−R by the logarithms of T, U and R, and of those by their own three coefficients. */
  const curvature = (theta: Float64Array, pull: Float64Array, hessian: Float64Array): void => {
    const parts = bends.map(({ phi, first, second }, part) => {
      const [m = NaN, , level = NaN] = theta.subarray(3 * part, 3 * part + 3);
      return { phi, first, second, m, level };
    });
    for (let i = 0; i < n; i++) {
      const [w = NaN, one = NaN, two = NaN, far = NaN] = [pull[i], floor[i], falling[i], reach[i]];
      const slopes = [w * one, w * two, -w * two * far];
      const bent = [w * one, 0, 0, 0, w * two, -w * two * far, 0, -w * two * far, w * two * far * (far - 1)];
      const own = parts.map(({ phi, first, m, level }) => [-(phi[i] ?? NaN), -m * (first[i] ?? NaN), 1 / level]);
      for (let row = 0; row < 9; row++)
        for (let column = 0; column <= row; column++) {
          const [at, to] = [Math.floor(row / 3), Math.floor(column / 3)];
          const outer = (bent[3 * at + to] ?? 0) * (own[at]?.[row % 3] ?? NaN) * (own[to]?.[column % 3] ?? NaN);
          const inner = at === to ? (slopes[at] ?? NaN) * bendOf(parts[at], i, row % 3, column % 3) : 0;
          hessian[row * 9 + column] = (hessian[row * 9 + column] ?? 0) + outer + inner;
        }
    }
  };
  return { evaluate, curvature };
}

interface Part extends Bend {
  readonly m: number;
  readonly level: number;
}

/** ∂² of ln level − m·φ(q) by (m, q, level), lower triangle. */
function bendOf(part: Part | undefined, i: number, row: number, column: number): number {
  if (part === undefined) return NaN;
  if (row === 2 && column === 2) return -1 / part.level ** 2;
  if (row === 1 && column === 1) return -part.m * (part.second[i] ?? NaN);
  return row === 1 && column === 0 ? -(part.first[i] ?? NaN) : 0;
}

/** ∂L by m, q and level of one part, from ∂L by its logarithm. */
function fill(
  jacobian: Float64Array,
  k: number,
  n: number,
  by: Float64Array,
  part: Bend | undefined,
  m: number,
  level: number,
): void {
  for (let i = 0; i < n; i++) {
    const slope = by[i] ?? NaN;
    jacobian[k * n + i] = -slope * (part?.phi[i] ?? NaN);
    jacobian[(k + 1) * n + i] = -slope * m * (part?.first[i] ?? NaN);
    jacobian[(k + 2) * n + i] = slope / level;
  }
}

/** φ(q) = (1 − e^(−q·x))/q with its first and second derivatives by q; by its series where q·x is small. */
function bend(logs: Float64Array, q: number, out: Bend | undefined): void {
  if (out === undefined) return;
  for (let i = 0; i < logs.length; i++) {
    const x = logs[i] ?? NaN;
    const z = q * x;
    if (Math.abs(z) < 1e-2) {
      out.phi[i] = x * (1 - z / 2 + (z * z) / 6 - z ** 3 / 24 + z ** 4 / 120 - z ** 5 / 720);
      out.first[i] = x * x * (-1 / 2 + z / 3 - (z * z) / 8 + z ** 3 / 30 - z ** 4 / 144);
      out.second[i] = x ** 3 * (1 / 3 - z / 4 + (z * z) / 10 - z ** 3 / 36);
      continue;
    }
    const power = Math.exp(-z);
    const phi = -Math.expm1(-z) / q;
    const first = (x * power - phi) / q;
    out.phi[i] = phi;
    out.first[i] = first;
    out.second[i] = (-x * x * power - 2 * first) / q;
  }
}
