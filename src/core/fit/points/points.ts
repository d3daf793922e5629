import type { Inputs } from "../../laws/law";
import type { Clean } from "./clean";
import { titleOf } from "./curve";
import type { Frontier } from "./frontier";

/** The rows that a law is fitted to. All columns have `loss.length` rows; every loss and every x is finite and above 0. */
export interface Points {
  readonly inputs: Inputs;
  readonly loss: Float64Array;
  /** Index into `runs` of the run of each row. */
  readonly run: Int32Array;
  readonly runs: readonly string[];
  /** What each run is called in a sentence; absent = its id. */
  readonly titles?: readonly string[];
  /** N of each run; NaN when unknown. */
  readonly sizes: Float64Array;
  /** What each run is of, see `About.configuration`; absent where none of them is known. */
  readonly configurations?: readonly (string | undefined)[];
  /** A row's weight, 1 when absent. */
  readonly weight?: Float64Array;
}

/** The last row of each run, or all of its rows. Runs without a usable row have none. */
export function rowPoints(curves: readonly Clean[], choice: "final" | "all" | "cooldown"): Points {
  const rows = curves.map(({ rows }) => (choice === "all" ? rows : rows.slice(-1)));
  const n = rows.reduce((sum, { length }) => sum + length, 0);
  const gather = (read: (curve: Clean["curve"]) => Float64Array | undefined): Float64Array => {
    const out = new Float64Array(n).fill(NaN);
    let at = 0;
    curves.forEach(({ curve }, r) => {
      const column = read(curve);
      for (const row of rows[r] ?? []) out[at++] = column?.[row] ?? NaN;
    });
    return out;
  };
  const names = namesOf(curves);
  const run = new Int32Array(n);
  let at = 0;
  rows.forEach((own, r) => {
    run.fill(r, at, at + own.length);
    at += own.length;
  });
  const inputs = Object.fromEntries(names.map((name) => [name, gather(({ columns }) => columns?.[name])]));
  const size = inputs["N"] === undefined ? { N: gather(sizeColumn) } : {};
  const known = { ...inputs, ...size, x: gather(({ x }) => x) };
  return {
    inputs: { ...known, ...tokensFromFlops(known) },
    loss: gather(({ loss }) => loss),
    run,
    ...runsOf(curves),
  };
}

/** D of a row, or C/6N where it is not known; NaN where these are not either. */
export function tokensOr(D: number, C: number, N: number): number {
  return Number.isFinite(D) ? D : C / (6 * N);
}

function tokensFromFlops({ N, D, C }: Partial<Record<string, Float64Array>>): { D: Float64Array } | undefined {
  if (C === undefined || N === undefined) return undefined;
  const tokens = C.map((c, i) => tokensOr(D?.[i] ?? NaN, c, N[i] ?? NaN));
  return tokens.some(Number.isFinite) ? { D: tokens } : undefined;
}

/** The samples of a frontier; N is that of the run that owns the sample, and D = C/6N where x is C. */
export function frontierPoints(curves: readonly Clean[], frontier: Frontier, xIsFlops: boolean): Points {
  const { x, loss, owner } = frontier;
  const { runs, titles, sizes } = runsOf(curves);
  const N = Float64Array.from(owner, (r) => sizes[r] ?? NaN);
  const flops = xIsFlops ? { C: x, D: x.map((c, i) => c / (6 * (N[i] ?? NaN))) } : {};
  return { inputs: { x, N, ...flops }, loss, run: owner, runs, titles, sizes };
}

function runsOf(
  curves: readonly Clean[],
): Pick<Points, "runs" | "sizes" | "configurations"> & { readonly titles: readonly string[] } {
  const configurations = curves.map(({ curve }) => curve.about?.configuration);
  return {
    runs: curves.map(({ curve }) => curve.run),
    titles: curves.map(({ curve }) => titleOf(curve)),
    sizes: Float64Array.from(curves, ({ curve }) => curve.size),
    ...(configurations.every((one) => one === undefined) ? {} : { configurations }),
  };
}

/** The name of a run of the points in a sentence. */
export const runTitle = ({ runs, titles }: Pick<Points, "runs" | "titles">, run: number): string =>
  titles?.[run] ?? runs[run] ?? "";

function namesOf(curves: readonly Clean[]): string[] {
  return [...new Set(curves.flatMap(({ curve }) => Object.keys(curve.columns ?? {})))];
}

function sizeColumn({ size, x }: Clean["curve"]): Float64Array {
  return new Float64Array(x.length).fill(size);
}

/** The points of those rows. */
export function pickRows(points: Points, rows: ArrayLike<number>): Points {
  const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (i) => column[i] ?? NaN);
  const { weight, ...rest } = points;
  return {
    ...rest,
    inputs: Object.fromEntries(Object.entries(points.inputs).map(([name, column]) => [name, pick(column)])),
    loss: pick(points.loss),
    run: Int32Array.from(rows, (i) => points.run[i] ?? 0),
    ...(weight === undefined ? {} : { weight: pick(weight) }),
  };
}
