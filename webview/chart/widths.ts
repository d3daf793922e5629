import type { Tab } from "../../src/core/state/choices";

/**
 * How wide a chart was in each tab, as a share of the window: so that a page that comes back, or turns to the other tab, can
 * say the width with its wish and not after it, which would cost a second view.
 */
export type Widths = Readonly<Partial<Record<Tab, number>>>;

/** Where nothing is known: three charts side by side, the most common study. */
const usual = 0.3;

/** Reads what an earlier page kept beside its choices; anything else is left out. */
export function readWidths(saved: unknown): Widths {
  const kept = fieldOf(saved, "widths");
  return { ...widthOf(kept, "trends"), ...widthOf(kept, "scaling") };
}

/** The tab that an earlier page showed. */
export function readTab(saved: unknown): Tab {
  return fieldOf(saved, "tab") === "scaling" ? "scaling" : "trends";
}

/** The expected width of a chart of a tab, in the unit of `window`. */
export function expectedWidth(widths: Widths, tab: Tab, window: number): number {
  return Math.max(1, Math.round((widths[tab] ?? usual) * window));
}

/** Whether a width is so far from the one told that lines cut down for it would show. */
export function isFar(width: number, told: number): boolean {
  return Math.abs(width - told) > Math.max(8, told / 10);
}

function widthOf(kept: unknown, tab: Tab): Widths {
  const share = fieldOf(kept, tab);
  return typeof share === "number" && share > 0 && share <= 1 ? { [tab]: share } : {};
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
