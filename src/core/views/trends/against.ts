import { plural } from "../../print/numbers";
import type { Run, Series } from "../../runs/run";
import { quantities, type QuantityId } from "../quantities";

/** What curves are drawn against, and what must be said of it. */
export interface Against {
  readonly id: QuantityId;
  /** Why it is not what was asked for, or which runs have no place on it; "" where there is nothing to say. */
  readonly notice: string;
}

/** A run with the series that are drawn of it. */
export interface Shown {
  readonly run: Run;
  readonly series: readonly Series[];
}

/** In the order in which a reader of training curves wants them; the last is known of every log. */
const ladder: readonly QuantityId[] = ["tokens", "flops", "step", "time", "row"];
/** An x that so many of the runs know is taken, though some are left out: they are named. */
const most = 0.9;

/**
 * The x axis of a set of runs. "auto" is the first of tokens, FLOPs, step and time that nearly all of them know, else the one that
 * most of them know. One that was asked for and that none of them knows gives way to the same: a chart is never empty for want of an x.
 */
export function againstOf(asked: QuantityId | "auto", shown: readonly Shown[]): Against {
  const drawn = shown.filter(({ series }) => series.length > 0);
  const knows = (id: QuantityId): number => drawn.filter((one) => isKnown(id, one)).length;
  if (drawn.length === 0) return { id: asked === "auto" ? "tokens" : asked, notice: "" };
  if (asked !== "auto" && knows(asked) > 0) return { id: asked, notice: without(asked, drawn.length - knows(asked)) };
  const counts = ladder.map((id) => ({ id, known: knows(id) }));
  const nearly = counts.find(({ known }) => known >= most * drawn.length);
  const { id, known } = nearly ??
    [...counts].sort((a, b) => b.known - a.known)[0] ?? { id: "row", known: drawn.length };
  const missing =
    asked === "auto" ? ladder.slice(0, ladder.indexOf(id)).filter((other) => knows(other) === 0) : [asked];
  return {
    id,
    notice: [fallback(missing, id), without(id, drawn.length - known)].filter((text) => text !== "").join(" "),
  };
}

function isKnown(id: QuantityId, { run, series }: Shown): boolean {
  return series.some((one) => quantities[id].column(one, run)?.some(Number.isFinite) === true);
}

function fallback(missing: readonly QuantityId[], id: QuantityId): string {
  const names = missing.map((one) => quantities[one].title.toLowerCase());
  if (names.length === 0) return "";
  const all = names.length === 1 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
  return `These logs do not say ${all}: drawn against ${quantities[id].title.toLowerCase()}.`;
}

function without(id: QuantityId, runs: number): string {
  return runs === 0 ? "" : `${plural(runs, "run")} not drawn: no ${quantities[id].title.toLowerCase()} known.`;
}
