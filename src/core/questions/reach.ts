import { groupPoints } from "../fit/points/rows";
import { costOf, isSixND, sixND } from "../plan/cost";
import type { Prediction, Reach } from "../plan/target";
import { known } from "../print/derived";
import { count, significant } from "../print/numbers";
import type { FittedGroup } from "../state/state";
import type { FittedStudy } from "./study";

/** What the last rows of a group's runs say of C: what it is of N and D, and the largest one. */
export function reachOf(study: FittedStudy, group: FittedGroup): Reach {
  const { protocol } = group.result;
  const { inputs } = groupPoints(study.curves(group), { ...protocol, points: "final", dropHighest: 0 }).points;
  const { N, D, C } = inputs;
  const known = C ?? N?.map((n, i) => 6 * n * (D?.[i] ?? NaN));
  const largestC = Math.max(...(known ?? []).filter((c) => c > 0 && c < Infinity));
  const cost = C === undefined || N === undefined || D === undefined ? sixND : costOf(C, N, D);
  return { cost, ...(largestC > 0 ? { largestC } : {}) };
}

/** What C is where it is not 6·N·D, in a sentence. */
export function costText({ cost }: Reach): string | undefined {
  if (isSixND(cost)) return undefined;
  const law = `C = ${significant(cost.k, 4)}·N^${significant(cost.u, 4)}·D`;
  const spread = cost.spread === undefined ? "" : ` to within ${significant(100 * cost.spread, 2)} %`;
  return `What the runs count as C is ${law}${spread}: N* and D* are the best of that C.`;
}

/** `140× in N, 6× in D`; "" inside of what was fitted. */
export function beyondText(beyond: Prediction["beyond"]): string {
  return beyond.map(({ symbol, factor }) => `${count(factor, 2)}× in ${symbol}`).join(", ");
}

export function beyondJson(beyond: Prediction["beyond"]): readonly Record<string, unknown>[] {
  return beyond.map(({ symbol, factor }) => ({ input: symbol, factor: known(factor) }));
}
