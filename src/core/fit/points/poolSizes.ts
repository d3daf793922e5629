import type { Inputs } from "../../laws/law";
import { clean, type Clean } from "./clean";

/**
 * Makes one curve of the runs of one model size that have a single usable row each, as in a table of results: a frontier
 * interpolates within each size. Of rows at one x the lowest loss counts, whatever their order. Other runs stay as they are.
 */
export function joinSizes(curves: readonly Clean[]): Clean[] {
  const bySize = new Map<number, Clean[]>();
  for (const one of curves)
    if (one.rows.length === 1 && one.curve.size > 0)
      bySize.set(one.curve.size, [...(bySize.get(one.curve.size) ?? []), one]);
  const joined = new Set([...bySize.values()].filter(({ length }) => length > 1).flat());
  if (joined.size === 0) return [...curves];
  const made = [...bySize].filter(([, own]) => own.length > 1).map(([size, own]) => join(size, own));
  return [...curves.filter((one) => !joined.has(one)), ...made];
}

function join(size: number, own: readonly Clean[]): Clean {
  const gather = (read: (one: Clean["curve"]) => Float64Array | undefined): Float64Array =>
    Float64Array.from(own, ({ curve, rows }) => read(curve)?.[rows[0] ?? -1] ?? NaN);
  const names = new Set(own.flatMap(({ curve }) => Object.keys(curve.columns ?? {})));
  const columns: Inputs = Object.fromEntries([...names].map((name) => [name, gather((c) => c.columns?.[name])]));
  const joined = clean(
    { run: `N = ${size}`, size, x: gather((c) => c.x), loss: gather((c) => c.loss), columns },
    0,
    "lowest",
  );
  const sum = (count: "dropped" | "repeated"): number => own.reduce((total, one) => total + one[count], joined[count]);
  return { ...joined, dropped: sum("dropped"), repeated: sum("repeated") };
}
