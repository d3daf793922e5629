import { runErrorPrior } from "./priors";
import type { Sample } from "./sample";
import { whitener } from "./whiten";

/** Inner products of the whitened columns at one error of a run: e for E, u for the first term, v for the second, y for the loss. */
export interface Gram {
  readonly runError: number;
  /** Of the run's error, with −½·ln |V|. */
  readonly prior: number;
  readonly gammas: readonly Float64Array[];
  readonly ee: number;
  readonly ey: number;
  readonly yy: number;
  readonly own: readonly Own[];
  /** u_i·v_j at i·n + j; empty with one term. */
  readonly cross: Float64Array;
}

interface Own {
  readonly square: Float64Array;
  readonly floor: Float64Array;
  readonly loss: Float64Array;
}

const usualRunErrors = Float64Array.from({ length: 9 }, (_, i) => 5e-4 * Math.exp((i * Math.log(120)) / 8));

/** For every error of a run. Losses are in units of the lowest, residuals relative to the loss. */
export function gramsOf(
  { loss, logs, errors }: Sample,
  gammas: readonly Float64Array[],
  runErrors: Iterable<number> = usualRunErrors,
): Gram[] {
  const lowest = Math.min(...loss);
  const one = loss.map((l) => lowest / l);
  const raw = gammas.map((axis, k) => Array.from(axis, (gamma) => powers(one, logs[k] ?? unknown, gamma)));
  const unit = loss.map(() => 1);
  const most = runErrors === usualRunErrors ? (errors.most ?? Infinity) : Infinity;
  const tried = [...runErrors].filter((one, k) => k === 0 || one <= most);
  const { whiten, at } = whitener(errors);
  const [y, e] = [whiten(unit), whiten(one)];
  const columns = raw.map((axis) => axis.map(whiten));
  const [us = [], vs = []] = columns;
  const products = columns.map((axis) => ({
    square: Float64Array.from(axis, ({ z }) => dot(z, z)),
    floor: Float64Array.from(axis, ({ z }) => dot(z, e.z)),
    loss: Float64Array.from(axis, ({ z }) => dot(z, y.z)),
  }));
  const plain = new Float64Array(us.length * vs.length);
  us.forEach((u, i) => {
    vs.forEach((v, j) => {
      plain[i * vs.length + j] = dot(u.z, v.z);
    });
  });
  const [ee, ey, yy] = [dot(e.z, e.z), dot(e.z, y.z), dot(y.z, y.z)];
  return tried.map((runError) => {
    const { off, logDet } = at(runError);
    const own = columns.map((axis, k) => {
      const { square, floor, loss: losses } = products[k] ?? { square: plain, floor: plain, loss: plain };
      return {
        square: square.map((v, i) => v - dot3(off, axis[i]?.p, axis[i]?.p)),
        floor: floor.map((v, i) => v - dot3(off, axis[i]?.p, e.p)),
        loss: losses.map((v, i) => v - dot3(off, axis[i]?.p, y.p)),
      };
    });
    const cross = plain.slice();
    us.forEach((u, i) => {
      const p = u.p.map((v, r) => v * (off[r] ?? NaN));
      vs.forEach((v, j) => {
        cross[i * vs.length + j] = (plain[i * vs.length + j] ?? NaN) - dot(p, v.p);
      });
    });
    return {
      runError,
      prior: runErrorPrior(runError) - logDet / 2,
      gammas,
      ee: ee - dot3(off, e.p, e.p),
      ey: ey - dot3(off, e.p, y.p),
      yy: yy - dot3(off, y.p, y.p),
      own,
      cross,
    };
  });
}

const unknown = new Float64Array(0);

/** scale·e^−γ·log, row by row. */
function powers(scale: Float64Array, logs: Float64Array, gamma: number): Float64Array {
  const out = new Float64Array(scale.length);
  for (let i = 0; i < out.length; i++) out[i] = (scale[i] ?? NaN) * Math.exp(-gamma * (logs[i] ?? NaN));
  return out;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? NaN) * (b[i] ?? NaN);
  return sum;
}

function dot3(a: Float64Array, b: Float64Array | undefined, c: Float64Array | undefined): number {
  if (b === undefined || c === undefined) return NaN;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? NaN) * (b[i] ?? NaN) * (c[i] ?? NaN);
  return sum;
}
