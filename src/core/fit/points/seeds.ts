import type { Inputs } from "../../laws/law";
import { clean, type Clean } from "./clean";

/**
 * One curve of several runs that differ in their seed alone: at each x of the first run that all of them cover, the mean of their
 * losses (between two rows ln L is linear in ln x). Runs of a single row each, as in a table, give their mean row. Undefined
 * where no run has a usable row.
 */
export function meanOfSeeds(family: readonly Clean[]): Clean | undefined {
  const there = family.filter(({ rows }) => rows.length > 0);
  const [first] = there;
  if (first === undefined || there.length === 1) return first;
  const made = there.every(({ rows }) => rows.length === 1) ? meanRow(there) : meanCurve(first, there);
  const sum = (key: "dropped" | "repeated"): number => family.reduce((total, one) => total + one[key], 0);
  return { ...clean(made), dropped: sum("dropped"), repeated: sum("repeated") };
}

function meanRow(there: readonly Clean[]): Clean["curve"] {
  const [first] = there;
  const mean = (read: (curve: Clean["curve"]) => Float64Array | undefined): Float64Array => {
    const values = there.map(({ curve, rows }) => read(curve)?.[rows[0] ?? -1] ?? NaN);
    return Float64Array.of(values.reduce((sum, v) => sum + v, 0) / values.length);
  };
  const names = Object.keys(first?.curve.columns ?? {});
  const columns: Inputs = Object.fromEntries(names.map((name) => [name, mean((curve) => curve.columns?.[name])]));
  return { ...averaged(there), x: mean(({ x }) => x), loss: mean(({ loss }) => loss), columns };
}

function meanCurve(first: Clean, there: readonly Clean[]): Clean["curve"] {
  const ends = there.map(({ curve, rows }) => [curve.x[rows[0] ?? -1] ?? NaN, curve.x[rows.at(-1) ?? -1] ?? NaN]);
  const low = Math.max(...ends.map(([from = NaN]) => from));
  const high = Math.min(...ends.map(([, to = NaN]) => to));
  const rows = [...first.rows].filter(
    (row) => (first.curve.x[row] ?? NaN) >= low && (first.curve.x[row] ?? NaN) <= high,
  );
  const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (row) => column[row] ?? NaN);
  const x = pick(first.curve.x);
  const read = there.map((one) => lossesAt(one, x));
  const columns = Object.entries(first.curve.columns ?? {}).map(([name, column]) => [name, pick(column)] as const);
  const loss = x.map((_, i) => read.reduce((sum, losses) => sum + (losses[i] ?? NaN), 0) / read.length);
  return { ...averaged(there), x, loss, columns: Object.fromEntries(columns) };
}

/** The first run under a name that says how many it stands for. */
function averaged(there: readonly Clean[]): Omit<Clean["curve"], "x" | "loss"> {
  const [first] = there;
  const { run = "", size = NaN, about } = first?.curve ?? {};
  const title = `${about?.family ?? about?.title ?? run} (mean of ${there.length})`;
  return { run, size, ...(about === undefined ? {} : { about: { ...about, title } }) };
}

/** Loss of a run at rising x within its range. */
function lossesAt({ curve, rows }: Clean, x: Float64Array): Float64Array {
  let k = 0;
  return x.map((here) => {
    while (k < rows.length - 1 && (curve.x[rows[k + 1] ?? -1] ?? Infinity) <= here) k++;
    const [i, j] = [rows[k] ?? -1, rows[k + 1] ?? -1];
    const [x0 = NaN, x1 = NaN] = [curve.x[i], curve.x[j]];
    const [l0 = NaN, l1 = NaN] = [curve.loss[i], curve.loss[j]];
    if (x0 === here || j < 0) return l0;
    return Math.exp(Math.log(l0) + (Math.log(l1 / l0) * Math.log(here / x0)) / Math.log(x1 / x0));
  });
}
