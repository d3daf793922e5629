import type { Legend, LegendEntry, Tint } from "./figure";

/** What a choice calls an entry of a legend. */
export function entryKey(title: string, label: string): string {
  return JSON.stringify([title, label]);
}

/** The legends with the keys of their entries, and which of them are hidden. */
export function keyed(legends: readonly Legend[], hidden: readonly string[]): readonly Legend[] {
  return legends.map((legend) => ({
    ...legend,
    entries: legend.entries.map((entry) => {
      const key = entryKey(legend.title, entry.label);
      return { ...entry, key, hidden: hidden.includes(key) };
    }),
  }));
}

/** Whether a line of that tint is hidden: an entry that stands for its hue or for its shade is. */
export function isHidden(tint: Tint, legends: readonly Legend[], hidden: readonly string[]): boolean {
  if (hidden.length === 0) return false;
  return legends.some(({ title, entries }) =>
    entries.some((entry) => hidden.includes(entryKey(title, entry.label)) && standsFor(entry, tint)),
  );
}

function standsFor({ tint }: LegendEntry, { hue, shade }: Tint): boolean {
  if (tint.shade !== undefined) return tint.shade === shade;
  return tint.hue === hue;
}
