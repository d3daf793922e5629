import type { SectionColumn } from "../print/section";
import type { FittedGroup } from "../state/state";

/** Columns of text. */
export function left(...heads: readonly string[]): SectionColumn[] {
  return heads.map((head) => ({ head }));
}

/** Columns of numbers. */
export function right(...heads: readonly string[]): SectionColumn[] {
  return heads.map((head) => ({ head, align: "right" }));
}

/** The coefficients of all fitted groups, id → symbol, in the order of the laws. */
export function symbolsOf(groups: readonly FittedGroup[]): ReadonlyMap<string, string> {
  return new Map(
    groups.flatMap(({ result: { fit } }) =>
      fit.status === "fitted" ? fit.coefficients.map(({ id, symbol }) => [id, symbol] as const) : [],
    ),
  );
}
