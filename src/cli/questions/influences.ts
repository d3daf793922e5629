import { groupInfluence } from "../../core/fit/check/groupInfluence";
import type { Influence, LeftOut } from "../../core/fit/check/influence";
import type { FittedGroup } from "../../core/state/state";
import { decimals } from "../../core/print/numbers";
import { known, type Beside } from "../print/sections";
import type { FittedStudy } from "../fitStudy";
import { groupNames } from "../print/groupNames";
import { ink } from "../print/output";
import { printable, table } from "../print/table";

/** Listed for people. */
const shown = 5;

/** How far the law moves without each run, or each of its rows: the ones that move it most. */
export function influences(study: FittedStudy, by: LeftOut): Beside {
  const { groups } = study.fits;
  const names = groupNames(groups);
  const found = groups.map((group) => groupInfluence(study.curves(group), group.result, by));
  const symbols = new Map(groups.flatMap(coefficientsOf));
  const rows = groups.flatMap((group, i) =>
    (found[i] ?? [])
      .slice(0, shown)
      .map((one) => [
        ...names.cells(group),
        printable(one.title) + (one.row === undefined ? "" : `, row ${one.row + 1}`),
        decimals(one.size, 1),
        ...[...symbols.keys()].map((id) => moved(group, one, id)),
      ]),
  );
  const right = ["size", ...symbols.values()].map((head) => ({ head, right: true }));
  const none =
    by === "row" ? "A frontier has no rows to leave out: ask for runs." : "There is no law to leave runs out of.";
  return {
    key: "influence",
    title: `Influence: the law without each ${by} (size: its largest move over that of all; above 3 it stands out)`,
    lines: rows.length > 0 ? table([...names.heads, { head: by }, ...right], rows, ink).split("\n") : [none],
    values: groups.map((group, i) => found[i]?.map((one) => asJson(group, one)) ?? null),
    answered: rows.length > 0,
  };
}

function coefficientsOf({ result: { fit } }: FittedGroup): (readonly [string, string])[] {
  return fit.status === "fitted" ? fit.coefficients.map(({ id, symbol }) => [id, symbol] as const) : [];
}

/** `+1.2 %` of the coefficient. */
function moved({ result: { fit } }: FittedGroup, { moves }: Influence, id: string): string {
  const k = fit.status === "fitted" ? fit.coefficients.findIndex((one) => one.id === id) : -1;
  const value = fit.status === "fitted" ? fit.coefficients[k]?.value : undefined;
  const share = (100 * (moves[k] ?? NaN)) / Math.abs(value ?? NaN);
  if (!Number.isFinite(share)) return "";
  return `${share < 0 ? "−" : "+"}${Number(Math.abs(share).toPrecision(2))} %`;
}

function asJson(
  { result: { fit } }: FittedGroup,
  { run, title, row, moves, size }: Influence,
): Record<string, unknown> {
  const ids = fit.status === "fitted" ? fit.coefficients.map(({ id }) => id) : [];
  return {
    run,
    title,
    ...(row === undefined ? {} : { row }),
    size: known(size),
    moves: Object.fromEntries(ids.map((id, k) => [id, known(moves[k])])),
  };
}
