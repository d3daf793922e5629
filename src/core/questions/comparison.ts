import { automaticLaw } from "../laws/index";
import { protocolOf } from "../fit/protocol/protocol";
import type { Contender, HoldOut } from "../fit/check/compare";
import { compareGroup } from "../fit/check/holdOut";
import type { Watch } from "../fit/intervals/resample";
import { known } from "../print/derived";
import { decimals } from "../print/numbers";
import type { Section } from "../print/section";
import { precise } from "../print/typed";
import { left, right } from "./columns";
import { groupNames } from "./groupNames";
import { all, one } from "./parameters/given";
import { holdOutText, parseHoldOut } from "./parameters/holdOut";
import { checkLawId, lawOfRuns, lawsIn } from "./parameters/laws";
import type { Question } from "./question";
import type { FittedStudy } from "./study";

/** Laws beside the fitted one for every group, the best first: by the error on what was held out, else by AICc. */
export const comparison: Question = {
  id: "comparison",
  label: "Compare laws",
  parameters: [
    { key: "laws", label: "Laws", value: "LAW,LAW", many: true, needed: "always", help: "beside the fitted law" },
    { key: "holdOut", label: "Held out", value: "WHAT", help: "compare by the error on it: C>1e21, size=largest" },
  ],
  flag: { name: "compare", parameter: "laws", help: "laws beside each other, the best first" },
  reads: "runs",
  prepare(given) {
    const laws = all(given, "laws").flatMap(lawsIn);
    for (const law of laws) checkLawId(given.name("laws"), law);
    const text = one(given, "holdOut");
    const holdOut = text === undefined ? undefined : parseHoldOut(text, given.name("holdOut"));
    return (study, watch) => {
      const named = laws.map((law) => lawOfRuns(given.name("laws"), law, study.runs));
      const beside = [...new Set([...named, ...ownLaws(study)])];
      return [compare(study, beside, study.holdOut ?? holdOut?.(study.runs), watch)];
    };
  },
};

/** The law of the fits; where each group's was chosen, all of them. */
function ownLaws({ fits: { choices, groups } }: FittedStudy): readonly string[] {
  if (choices.law !== automaticLaw) return [choices.law];
  const chosen = groups.flatMap(({ result: { fit } }) => (fit.status === "fitted" ? [fit.law] : []));
  // Where none could be fitted, one of those that were tried says why.
  return chosen.length > 0 ? chosen : ["power-floor"];
}

function compare(study: FittedStudy, laws: readonly string[], holdOut: HoldOut | undefined, watch?: Watch): Section {
  const { groups, choices, x } = study.fits;
  const protocol = { ...protocolOf(choices, x), bootstrap: 0 };
  const found = groups.map((group) => compareGroup(study.curves(group), protocol, laws, holdOut, watch));
  const points = [...new Set(found.map((compared) => compared.protocol.points))].join(", ");
  const kept = holdOut === undefined ? "" : `, ${holdOutText(holdOut)} held out`;
  const names = groupNames(groups);
  const numbers = right("held-out error", "largest", "held out", "AICc", "R²", "objective", "fitted");
  return {
    id: "comparison",
    title: `Laws compared (points: ${points}${kept})`,
    columns: [...names.columns, ...left("law"), ...numbers, ...left("not fitted")],
    rows: groups.flatMap((group, i) =>
      (found[i]?.contenders ?? []).map((contender) => [...names.cells(group), ...cells(contender)]),
    ),
    values: found.map(({ contenders }) => contenders.map(asJson)),
  };
}

function cells({ law, fit, heldOut, aicc }: Contender): string[] {
  return [
    law.replace(/^formula:/, ""),
    heldOut === undefined ? "" : share(heldOut.mean),
    heldOut === undefined ? "" : share(heldOut.largest),
    heldOut === undefined ? "" : `${heldOut.points}`,
    aicc === undefined ? "" : decimals(aicc, 1),
    ...(fit.status === "fitted"
      ? [decimals(fit.r2, 4), precise(fit.objective.value), `${fit.points}`, ""]
      : ["", "", "", fit.reason]),
  ];
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
