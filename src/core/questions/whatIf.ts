import { whatIf as refit, type WhatIf } from "../fit/check/whatIf";
import type { Watch } from "../fit/intervals/resample";
import { known } from "../print/derived";
import type { Section } from "../print/section";
import type { FittedGroup } from "../state/state";
import { left, right, symbolsOf } from "./columns";
import { groupNames, type GroupNames } from "./groupNames";
import type { Question } from "./question";
import type { FittedStudy } from "./study";

/** How far every coefficient moves when one choice of the protocol is another: a row a choice. */
export const whatIf: Question = {
  id: "whatIf",
  label: "What if one choice were another?",
  parameters: [],
  flag: { name: "what-if", help: "how far each coefficient moves under each neighbouring choice" },
  reads: "rereads",
  prepare: () => (study, watch) => [changesOf(study, watch)],
};

function changesOf(study: FittedStudy, watch?: Watch): Section {
  const { groups } = study.fits;
  const found = groups.map((group) => changesOfGroup(study, group, watch));
  const names = groupNames(groups);
  const symbols = symbolsOf(groups);
  const rows = groups.flatMap((group, i) =>
    (found[i] ?? [])
      .filter(({ moved }) => moved)
      .map(({ change, fit, moves }) => [
        ...names.cells(group),
        change,
        ...[...symbols.keys()].map((id) => moveText(fit, id, moves[id])),
        fit.status === "fitted" ? "" : fit.reason,
      ]),
  );
  const none = found.flat().length === 0 ? ["There is no law to fit again under another choice."] : [];
  return {
    id: "whatIf",
    title: "What if one choice were another (change of each coefficient)",
    columns: [...names.columns, ...left("change"), ...right(...symbols.values()), ...left("not fitted")],
    rows,
    lines: [...none, ...withoutEffect(groups, found, names)],
    values: found.map((changes) => changes.map(asJson)),
  };
}

function changesOfGroup(study: FittedStudy, group: FittedGroup, watch?: Watch): WhatIf[] {
  const { fit, protocol } = group.result;
  if (fit.status !== "fitted") return [];
  return refit(study.curves(group), protocol, watch, (other) => study.curves(group, other));
}

/** The choices that change nothing, a line for all groups of which the same is true. */
function withoutEffect(
  groups: readonly FittedGroup[],
  found: readonly (readonly WhatIf[])[],
  names: GroupNames,
): string[] {
  const by = new Map<string, string[]>();
  for (const [i, group] of groups.entries()) {
    const none = (found[i] ?? []).filter(({ moved }) => !moved).map(({ change }) => change);
    if (none.length > 0) by.set(none.join(", "), [...(by.get(none.join(", ")) ?? []), names.label(group)]);
  }
  const everywhere = by.size === 1 && [...by.values()][0]?.length === groups.length;
  return [...by].map(([changes, of]) => `no effect${everywhere ? "" : ` on ${of.join(", ")}`}: ${changes}`);
}

/** `−0.0034 (−0.9 %)`. */
function moveText(fit: WhatIf["fit"], id: string, move: number | undefined): string {
  const now = fit.status === "fitted" ? fit.coefficients.find((c) => c.id === id)?.value : undefined;
  if (move === undefined || now === undefined) return "";
  const before = now - move;
  const share = before === 0 ? "" : ` (${signed((100 * move) / Math.abs(before), 2)} %)`;
  return `${signed(move, 3)}${share}`;
}

function signed(value: number, digits: number): string {
  const text = String(Number(Math.abs(value).toPrecision(digits)));
  return value === 0 ? "0" : `${value > 0 ? "+" : "−"}${text}`;
}

function asJson({ change, protocol, fit, moves, moved }: WhatIf): Record<string, unknown> {
  const fitted = fit.status === "fitted";
  return {
    change,
    moved,
    status: fit.status,
    ...(fitted ? {} : { reason: fit.reason }),
    coefficients: fitted ? Object.fromEntries(fit.coefficients.map(({ id, value }) => [id, known(value)])) : {},
    moves: Object.fromEntries(Object.entries(moves).map(([id, value]) => [id, known(value)])),
    protocol,
  };
}
