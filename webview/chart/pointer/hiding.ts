import type { ChartGrid, LegendEntry } from "../../../src/core/views/figure";

/**
 * The hidden entries after a click on one of them: it is hidden, or shown again. `alone`: only it is shown of its legend; and where
 * that is so already, all of them are.
 */
export function hiddenAfter({ legend }: Pick<ChartGrid, "legend">, key: string, alone: boolean): readonly string[] {
  const keys = (entries: readonly LegendEntry[]): string[] => entries.flatMap((entry) => entry.key ?? []);
  const hidden = new Set(legend.flatMap(({ entries }) => keys(entries.filter((entry) => entry.hidden === true))));
  if (!alone) {
    if (!hidden.delete(key)) hidden.add(key);
    return [...hidden];
  }
  const beside = legend.filter(({ entries }) => keys(entries).includes(key)).flatMap(({ entries }) => keys(entries));
  const others = beside.filter((other) => other !== key);
  const isAlone = !hidden.has(key) && others.every((other) => hidden.has(other));
  for (const other of beside) hidden.delete(other);
  return isAlone ? [...hidden] : [...hidden, ...others];
}
