import { studentCritical } from "../stats/student";
import { rollout as rollOut, type RolledOut } from "../fit/check/rollout";
import type { Watch } from "../fit/intervals/resample";
import { protocolOf } from "../fit/protocol/protocol";
import { known } from "../print/derived";
import { count, decimals, percent, plural } from "../print/numbers";
import type { Section } from "../print/section";
import { left, right } from "./columns";
import { groupNames } from "./groupNames";
import { all } from "./parameters/given";
import { checkLawId, lawOfRuns, lawsIn } from "./parameters/laws";
import type { Question } from "./question";
import type { FittedStudy } from "./study";

/** How each law would have done every time the study grew by a size. */
export const rollout: Question = {
  id: "rollout",
  label: "Roll out",
  parameters: [{ key: "laws", label: "Laws", value: "LAW,LAW", many: true, help: "beside the fitted law" }],
  flag: {
    name: "rollout",
    help: "fit on the k smallest sizes, predict the next, for every k (the fitted law and those of --compare)",
  },
  prepare(given) {
    const laws = all(given, "laws").flatMap(lawsIn);
    for (const law of laws) checkLawId(given.name("laws"), law);
    return (study, watch) => {
      const named = laws.map((law) => lawOfRuns(given.name("laws"), law, study.runs));
      return [rolledOut(study, [...new Set([study.fits.choices.law, ...named])], watch)];
    };
  },
};

function rolledOut(study: FittedStudy, laws: readonly string[], watch?: Watch): Section {
  const { groups, choices, x } = study.fits;
  const protocol = { ...protocolOf(choices, x), bootstrap: 0 };
  const names = groupNames(groups);
  const found = groups.map((group) => rollOut(study.curves(group), protocol, laws, watch));
  const none = found.every((steps) => steps.length === 0);
  return {
    id: "rollout",
    title: "Rolled out: each next size from the smaller ones",
    columns: [...names.columns, ...left("law"), ...right("sizes", "up to", "predicts N", "error"), ...left("")],
    rows: groups.flatMap((group, i) => (found[i] ?? []).map((step) => [...names.cells(group), ...cells(step)])),
    lines: none ? ["No group has four sizes: three to fit and one to predict."] : summary(found.flat(), laws),
    values: found.map((steps) => steps.map(asJson)),
    answered: !none,
  };
}

const nameOf = (law: string): string => law.replace(/^formula:/, "");

function cells({ law, sizes, upTo, next, error, reason }: RolledOut): string[] {
  return [nameOf(law), `${sizes}`, count(upTo), count(next), error === undefined ? "" : percent(error), reason ?? ""];
}

/** The mean error of each law over its steps, with the 95 % interval of that mean, and how many steps it answered. */
function summary(steps: readonly RolledOut[], laws: readonly string[]): string[] {
  return laws.flatMap((law) => {
    const own = steps.filter((step) => step.law === law);
    const errors = own.flatMap(({ absolute }) => absolute ?? []);
    if (errors.length === 0) return [`${nameOf(law)}: no step could be predicted.`];
    const n = errors.length;
    const mean = errors.reduce((sum, v) => sum + v, 0) / n;
    const spread = Math.sqrt(errors.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1));
    const half = (studentCritical(0.95, n - 1) * spread) / Math.sqrt(n);
    const about = Number.isFinite(half) ? ` ± ${decimals(100 * half, 2)}` : "";
    const left = own.length > n ? ` of ${own.length}` : "";
    return [`${nameOf(law)}: mean |error| ${decimals(100 * mean, 2)}${about} % over ${plural(n, "step")}${left}.`];
  });
}

function asJson({ law, sizes, upTo, next, error, absolute, reason }: RolledOut): Record<string, unknown> {
  const why = reason === undefined ? {} : { reason };
  return { law, sizes, upTo, next, error: known(error), absolute: known(absolute), ...why };
}
