import { automaticLaw } from "../laws/index";
import { protocolOf } from "../fit/protocol/protocol";
import { compareGroup, type Contender } from "../fit/check/compare";
import type { HoldOut } from "../fit/check/holdOut";
import type { Watch } from "../fit/intervals/resample";
import { known } from "../print/derived";
import { decimals, plural } from "../print/numbers";
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
  const points = [...new Set(found.flatMap((compared) => compared.points))].join(", ");
  const kept = holdOut === undefined ? "" : `, ${holdOutText(holdOut)} held out`;
  const names = groupNames(groups);
  const numbers = right(
    "held-out error",
    "± between runs",
    "largest",
    "held out",
    "AICc",
    "of",
    "R²",
    "objective",
    "fitted",
  );
  return {
    id: "comparison",
    title: `Laws compared (points: ${points}${kept})`,
    columns: [...names.columns, ...left("law", "best"), ...numbers, ...left("not fitted")],
    rows: groups.flatMap((group, i) =>
      (found[i]?.contenders ?? []).map((one, place, all) => [
        ...names.cells(group),
        ...cells(one, placeOf(one, place, all)),
      ]),
    ),
    lines: [...whatIsCompared(holdOut), ...overGroups(found.map(({ contenders }) => contenders))],
    values: found.map(({ contenders }) => contenders.map(asJson)),
  };
}

/** What the numbers are made of, in a sentence. */
function whatIsCompared(holdOut: HoldOut | undefined): string[] {
  return holdOut === undefined
    ? [
        "All laws are fitted to the same points; AICc counts what is independent: vertices of the frontier's hull, or runs.",
      ]
    : [
        "Each law is fitted to its own best points of the runs that are left; all predict the final losses of those held out.",
      ];
}

/** Of several groups: how often each law is the best or as good, and its mean error. */
function overGroups(all: readonly (readonly Contender[])[]): string[] {
  if (all.length < 2) return [];
  const laws = [...new Set(all.flat().map(({ law }) => law))];
  const parts = laws.map((law) => {
    const own = all.map((list) => ({ place: list.findIndex((one) => one.law === law), list }));
    const first = own.filter(({ place, list }) => place === 0 && isAnswered(list[0])).length;
    const tied = own.filter(({ place, list }) => place > 0 && list[place]?.tied === true).length;
    const errors = own.flatMap(({ place, list }) => list[place]?.heldOut?.mean ?? []);
    const mean = errors.reduce((sum, v) => sum + v, 0) / errors.length;
    const error = errors.length === 0 ? "" : `, mean error ${share(mean)} over ${plural(errors.length, "group")}`;
    return `${nameOf(law)}: best in ${first}${tied > 0 ? `, as good in ${tied} more` : ""}${error}`;
  });
  return [`Of ${all.length} groups ${parts.join("; ")}.`];
}

const isAnswered = (one: Contender | undefined): boolean => one?.fit.status === "fitted";
const nameOf = (law: string): string => law.replace(/^formula:/, "");

/** "best", or "tied" with the best; nothing is the best of laws that the runs are too few to judge. */
function placeOf(one: Contender, place: number, all: readonly Contender[]): string {
  if (one.fit.status !== "fitted") return "";
  const judged = ({ heldOut, aicc }: Contender): boolean => heldOut !== undefined || aicc !== undefined;
  if (!judged(one)) return "too few to judge";
  if (one.tied === true) return "tied";
  return place === 0 && all.every((other) => !isAnswered(other) || judged(other)) ? "best" : "";
}

function cells({ law, fit, heldOut, aicc, independent }: Contender, place: string): string[] {
  return [
    nameOf(law),
    place,
    heldOut === undefined ? "" : share(heldOut.mean),
    heldOut?.spread === undefined ? "" : share(heldOut.spread),
    heldOut === undefined ? "" : share(heldOut.largest),
    heldOut === undefined ? "" : plural(heldOut.points, "run"),
    aicc === undefined ? "" : decimals(aicc, 1),
    independent === undefined ? "" : `${independent}`,
    ...(fit.status === "fitted"
      ? [decimals(fit.r2, 4), precise(fit.objective.value), `${fit.points}`, ""]
      : ["", "", "", fit.reason]),
  ];
}

const share = (value: number): string => `${decimals(100 * value, 3)} %`;

function asJson({ law, fit, heldOut, aicc, independent, tied }: Contender): Record<string, unknown> {
  const fitted = fit.status === "fitted";
  return {
    law,
    status: fit.status,
    ...(fitted ? {} : { reason: fit.reason }),
    coefficients: fitted ? Object.fromEntries(fit.coefficients.map(({ id, value }) => [id, known(value)])) : {},
    heldOut: heldOut === undefined ? null : { ...heldOut, mean: known(heldOut.mean), largest: known(heldOut.largest) },
    aicc: known(aicc),
    independent: independent ?? null,
    tied: tied === true,
    r2: fitted ? known(fit.r2) : null,
    objective: fitted ? { id: fit.objective.id, value: known(fit.objective.value) } : null,
    points: fitted ? fit.points : 0,
  };
}
