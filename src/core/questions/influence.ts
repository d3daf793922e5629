import { groupInfluence } from "../fit/check/groupInfluence";
import type { Influence, LeftOut } from "../fit/check/influence";
import type { Watch } from "../fit/intervals/resample";
import { known } from "../print/derived";
import { decimals } from "../print/numbers";
import type { Section } from "../print/section";
import type { FittedGroup } from "../state/state";
import { left, right, symbolsOf } from "./columns";
import { groupNames } from "./groupNames";
import { one, oneOf } from "./parameters/given";
import type { Question } from "./question";
import type { FittedStudy } from "./study";

/** The runs or rows of a group that stand in its table; the others are in the values. */
const shown = 5;

/** How far the law moves without each run, or each of its rows: the ones that move it most. */
export const influence: Question = {
  id: "influence",
  label: "Which run moves the law most?",
  parameters: [{ key: "by", label: "Leave out", value: "run|row", help: "each run, or each row (default: run)" }],
  flag: { name: "influence", parameter: "by", help: "how far the law moves without each run, or each row" },
  prepare(given) {
    const by = oneOf(given.name("by"), one(given, "by") ?? "run", ["run", "row"]);
    return (study, watch) => [influences(study, by, watch)];
  },
};

function influences(study: FittedStudy, by: LeftOut, watch?: Watch): Section {
  const { groups } = study.fits;
  const names = groupNames(groups);
  const found = groups.map((group) => groupInfluence(study.curves(group), group.result, by, watch));
  const symbols = symbolsOf(groups);
  const rows = groups.flatMap((group, i) =>
    (found[i] ?? [])
      .slice(0, shown)
      .map((without) => [
        ...names.cells(group),
        without.title + (without.row === undefined ? "" : `, row ${without.row + 1}`),
        decimals(without.size, 1),
        ...[...symbols.keys()].map((id) => moveText(group, without, id)),
      ]),
  );
  const none =
    by === "row" ? "A frontier has no rows to leave out: ask for runs." : "There is no law to leave runs out of.";
  return {
    id: "influence",
    title: `Influence: the law without each ${by} (size: its largest move over that of all; above 3 it stands out)`,
    columns: [...names.columns, ...left(by), ...right("size", ...symbols.values())],
    rows,
    lines: rows.length > 0 ? [] : [none],
    values: groups.map((group, i) => found[i]?.map((one) => asJson(group, one)) ?? null),
    answered: rows.length > 0,
  };
}

/** `+1.2 %` of the coefficient. */
function moveText({ result: { fit } }: FittedGroup, { moves }: Influence, id: string): string {
  const k = fit.status === "fitted" ? fit.coefficients.findIndex((coefficient) => coefficient.id === id) : -1;
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
