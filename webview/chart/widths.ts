/**
 * How wide a chart was in each tab, as a share of the window: so that a page that comes back, or turns to another tab, can say the
 * width with its wish and not after it, which would cost a second view.
 */
export type Widths = Readonly<Record<string, number>>;

/** Where nothing is known: three charts side by side, the most common study. */
const usual = 0.3;

/** Reads what an earlier page kept beside its choices; anything else is left out. */
export function readWidths(saved: unknown): Widths {
  const kept = fieldsOf(fieldsOf(saved)["widths"]);
  const isShare = (value: unknown): value is number => typeof value === "number" && value > 0 && value <= 1;
  return Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, number] => isShare(entry[1])));
}

/** The tab that an earlier page showed; "" where none is known. */
export function readTab(saved: unknown): string {
  const { tab } = fieldsOf(saved);
  return typeof tab === "string" ? tab : "";
}

/** The expected width of a chart of a tab, in the unit of `window`. */
export function expectedWidth(widths: Widths, tab: string, window: number): number {
  return Math.max(1, Math.round((widths[tab] ?? usual) * window));
}

/** Whether a width is so far from the one told that lines downsampled for it would show. */
export function isFar(width: number, told: number): boolean {
  return Math.abs(width - told) > Math.max(8, told / 10);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
