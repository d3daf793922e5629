import type { Contender, HoldOut } from "../../core/fit/check/compare";
import { compareGroup } from "../../core/fit/check/holdOut";
import { protocolOf } from "../../core/fit/protocol/protocol";
import type { FittedGroup } from "../../core/state/state";
import { lawLabel } from "../../core/print/fittedEquation";
import { decimals } from "../../core/print/numbers";
import { known, type Beside } from "../print/sections";
import type { FittedStudy } from "../fitStudy";
import { groupNames } from "../print/groupNames";
import { holdOutText } from "../flags/holdOutFlag";
import { ink } from "../print/output";
import { precise, printable, table } from "../print/table";

/** Laws beside each other for every group, the best first: by the error on what was held out, else by AICc. */
export function compared(study: FittedStudy, laws: readonly string[], holdOut: HoldOut | undefined): Beside {
  const { groups, x } = study.fits;
  const protocol = { ...protocolOf(study.choices, x), bootstrap: 0 };
  const found = groups.map((group) => ({ group, ...compareGroup(study.curves(group), protocol, laws, holdOut) }));
  const points = [...new Set(found.map((one) => one.protocol.points))].join(", ");
  const kept = holdOut === undefined ? "" : `, ${holdOutText(holdOut)} held out`;
  return {
    key: "comparison",
    title: `Laws compared (points: ${points}${kept})`,
    lines: comparisonTable(found, groups).split("\n"),
    values: found.map(({ contenders }) => contenders.map(asJson)),
  };
}

function comparisonTable(
  found: readonly { readonly group: FittedGroup; readonly contenders: readonly Contender[] }[],
  groups: readonly FittedGroup[],
): string {
  const names = groupNames(groups);
  const rows = found.flatMap(({ group, contenders }) =>
    contenders.map(({ law, fit, heldOut, aicc }) => [
      ...names.cells(group),
      printable(lawLabel(law) === "Formula" ? law.replace(/^formula:/, "") : law),
      heldOut === undefined ? "" : share(heldOut.mean),
      heldOut === undefined ? "" : share(heldOut.largest),
      heldOut === undefined ? "" : `${heldOut.points}`,
      aicc === undefined ? "" : decimals(aicc, 1),
      ...(fit.status === "fitted"
        ? [decimals(fit.r2, 4), precise(fit.objective.value), `${fit.points}`, ""]
        : ["", "", "", printable(fit.reason)]),
    ]),
  );
  const right = ["held-out error", "largest", "held out", "AICc", "R²", "objective", "fitted"];
  const heads = [{ head: "law" }, ...right.map((head) => ({ head, right: true })), { head: "not fitted" }];
  return table([...names.heads, ...heads], rows, ink);
}

const share = (value: number): string => `${decimals(100 * value, 3)} %`;

function asJson({ law, fit, heldOut, aicc }: Contender): Record<string, unknown> {
  const fitted = fit.status === "fitted";
  return {
    law,
    status: fit.status,
    ...(fitted ? {} : { reason: fit.reason }),
    coefficients: fitted ? Object.fromEntries(fit.coefficients.map(({ id, value }) => [id, known(value)])) : {},
    heldOut: heldOut === undefined ? null : { ...heldOut, mean: known(heldOut.mean), largest: known(heldOut.largest) },
    aicc: known(aicc),
    r2: fitted ? known(fit.r2) : null,
    objective: fitted ? { id: fit.objective.id, value: known(fit.objective.value) } : null,
    points: fitted ? fit.points : 0,
  };
}
