import { whatIf, type WhatIf } from "../../core/fit/check/whatIf";
import type { FittedGroup } from "../../core/state/state";
import { known, type Beside } from "../print/sections";
import type { FittedStudy } from "../fitStudy";
import { groupNames } from "../print/groupNames";
import { ink } from "../print/output";
import { printable, table } from "../print/table";

/** How far every coefficient moves when one choice is another: a row a choice. */
export function whatIfs(study: FittedStudy): Beside {
  const { groups } = study.fits;
  const found = groups.map((group) => ({ group, changes: changesOf(study, group) }));
  return {
    key: "whatIf",
    title: "What if one choice were another (change of each coefficient)",
    lines: [...changeTable(found, groups).split("\n"), ...withoutEffect(found, groups)],
    values: found.map(({ changes }) => changes.map(asJson)),
  };
}

function changesOf(study: FittedStudy, group: FittedGroup): WhatIf[] {
  if (group.result.fit.status !== "fitted") return [];
  return whatIf(study.curves(group), group.result.protocol, {}, (protocol) => study.curves(group, protocol));
}

function changeTable(
  found: readonly { readonly group: FittedGroup; readonly changes: readonly WhatIf[] }[],
  groups: readonly FittedGroup[],
): string {
  const names = groupNames(groups);
  const fits = groups.flatMap(({ result: { fit } }) => (fit.status === "fitted" ? [fit] : []));
  const symbols = new Map(fits.flatMap((fit) => fit.coefficients.map(({ id, symbol }) => [id, symbol] as const)));
  const rows = found.flatMap(({ group, changes }) =>
    changes
      .filter(({ moved: any }) => any)
      .map(({ change, fit, moves }) => [
        ...names.cells(group),
        printable(change),
        ...[...symbols.keys()].map((id) => moved(fit, id, moves[id])),
        fit.status === "fitted" ? "" : printable(fit.reason),
      ]),
  );
  const heads = [...symbols.values()].map((head) => ({ head, right: true }));
  return table([...names.heads, { head: "change" }, ...heads, { head: "not fitted" }], rows, ink);
}

/** The choices that change nothing, a line for all groups of which the same is true. */
function withoutEffect(
  found: readonly { readonly group: FittedGroup; readonly changes: readonly WhatIf[] }[],
  groups: readonly FittedGroup[],
): string[] {
  const names = groupNames(groups);
  const by = new Map<string, string[]>();
  for (const { group, changes } of found) {
    const none = changes.filter(({ moved: any }) => !any).map(({ change }) => printable(change));
    if (none.length > 0) by.set(none.join(", "), [...(by.get(none.join(", ")) ?? []), names.label(group)]);
  }
  const whole = by.size === 1 && [...by.values()][0]?.length === found.length;
  return [...by].map(([changes, of]) => `no effect${whole ? "" : ` on ${of.join(", ")}`}: ${changes}`);
}

/** `−0.0034 (−0.9 %)`. */
function moved(fit: WhatIf["fit"], id: string, move: number | undefined): string {
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

function asJson({ change, protocol, fit, moves, moved: any }: WhatIf): Record<string, unknown> {
  const fitted = fit.status === "fitted";
  return {
    change,
    moved: any,
    status: fit.status,
    ...(fitted ? {} : { reason: fit.reason }),
    coefficients: fitted ? Object.fromEntries(fit.coefficients.map(({ id, value }) => [id, known(value)])) : {},
    moves: Object.fromEntries(Object.entries(moves).map(([id, value]) => [id, known(value)])),
    protocol,
  };
}
