import assert from "node:assert/strict";
import { isoflop } from "../cli/program";

/** Nothing of core/observe or core/fit is used here: logs are read, and every number is made again from them. */
export interface Curve {
  readonly mix: string;
  readonly N: number;
  readonly C: number[];
  readonly loss: Readonly<Record<string, number[]>>;
}
export interface Said {
  readonly id: string;
  readonly sentence: string;
  readonly numbers: readonly { label: string; value: number; low: number | null; high: number | null }[];
}

/** ln L between points, linear in ln C; infinite outside. */
export function between(x: readonly number[], y: readonly number[], at: number): number {
  const i = x.findIndex((v, k) => v <= at && at <= (x[k + 1] ?? -Infinity));
  if (i < 0) return Infinity;
  const [a = NaN, b = NaN, p = NaN, q = NaN] = [x[i], x[i + 1], y[i], y[i + 1]].map((v) => Math.log(v ?? NaN));
  return p + ((q - p) * (Math.log(at) - a)) / (b - a);
}

export interface Line {
  readonly x: number[];
  readonly y: number[];
  readonly slope: number;
  readonly intercept: number;
  readonly r2: number;
}

export function ols(x: readonly number[], y: readonly number[]): Line {
  const mean = (v: readonly number[]): number => v.reduce((a, b) => a + b, 0) / v.length;
  const [mx, my] = [mean(x), mean(y)];
  const sxx = x.reduce((s, v) => s + (v - mx) ** 2, 0);
  const slope = x.reduce((s, v, i) => s + (v - mx) * ((y[i] ?? NaN) - my), 0) / sxx;
  const intercept = my - slope * mx;
  const rest = y.reduce((s, v, i) => s + (v - intercept - slope * (x[i] ?? NaN)) ** 2, 0);
  return { x: [...x], y: [...y], slope, intercept, r2: 1 - rest / y.reduce((s, v) => s + (v - my) ** 2, 0) };
}

/** The power law through 1000 evenly spaced C of the lower convex hull. */
export function law(own: readonly Curve[], domain: string, minC: number): Line {
  const all = own.flatMap(({ C }) => C);
  const [from, to] = [Math.max(minC, Math.min(...all)), Math.max(...all)];
  const C = Array.from({ length: 1000 }, (_, i) => (i === 999 ? to : from + ((to - from) * i) / 999));
  const low = C.map((c) => Math.min(...own.map((curve) => between(curve.C, curve.loss[domain] ?? [], c))));
  const hull: number[] = [];
  const [u, v] = [C.map(Math.log), low];
  const rise = (a: number, b: number): number => ((v[b] ?? NaN) - (v[a] ?? NaN)) / ((u[b] ?? NaN) - (u[a] ?? NaN));
  for (let i = 0; i < 1000; i++) {
    while (hull.length > 1 && rise(hull.at(-2) ?? 0, hull.at(-1) ?? 0) >= rise(hull.at(-1) ?? 0, i)) hull.pop();
    hull.push(i);
  }
  const y = u.map((at, i) => {
    const right = hull.find((h) => h >= i) ?? 999;
    const left = hull.filter((h) => h <= i).at(-1) ?? 0;
    return left === right ? (v[i] ?? NaN) : (v[left] ?? NaN) + rise(left, right) * (at - (u[left] ?? NaN));
  });
  return ols(u, y);
}

export async function observe(...args: string[]): Promise<Said[]> {
  const { code, out, error } = await isoflop(["observe", ...args, "--json"]);
  assert.equal(code, 0, error);
  return (JSON.parse(out) as { observations: Said[] }).observations;
}

export function number(said: readonly Said[], id: string, label: string): number {
  const found = said.filter((one) => one.id.startsWith(id)).flatMap(({ numbers }) => numbers);
  const one = found.find((rest) => rest.label === label);
  assert.ok(one, `${id}: ${label} among ${found.map((rest) => rest.label).join("; ")}`);
  return one.value;
}

export function near(ours: number, said: number, within: number, what: string): void {
  assert.ok(Math.abs(ours - said) <= within, `${what}: ${said} said, ${ours} by hand`);
}
