import type { Observation } from "./measure/observation";
import { residuals, type FitQuality } from "./measure/residuals";
import { calledIn, nameOf, type Study } from "./measure/study";
import { ofLaws, percentage, r2Text, sentence } from "./measure/words";

/** How well the laws fit: the least R², and the point farthest off and whose it is. */
export function quality(study: Study): Observation[] {
  const found = residuals(study);
  const worst = least(found, ({ one }) => one.fit.r2);
  const off = least(found, ({ farthest }) => -Math.abs(farthest.off));
  if (worst === undefined || off === undefined) return [];
  const run = off.one.group.runs.find(({ id }) => id === off.farthest.run);
  return [
    {
      kind: "quality",
      id: "quality",
      sentence: sentence(
        `${fitWords(worst, found.length)}; ${offWords(off, run && calledIn(study, run), found.length)}.`,
      ),
      strength: "counted",
      basis: ofLaws(found.map(({ one }) => one)),
      numbers: found.map(({ one }) => ({ label: `R², ${nameOf(one)}`, value: one.fit.r2, unit: "" })),
      groups: [...new Set([worst.one.group.id, off.one.group.id])],
      runs: run === undefined ? [] : [run.id],
      domains: [],
      weight: worst.one.fit.r2 < 0.95 ? 6.5 : 4.5,
    },
  ];
}

function fitWords({ one }: FitQuality, laws: number): string {
  const r2 = r2Text(one.fit.r2);
  return laws > 1
    ? `all ${laws} laws fit with R² of ${r2} or more (the least: ${nameOf(one)})`
    : `the law fits with R² = ${r2}`;
}

function offWords({ one, farthest: { off } }: FitQuality, run: string | undefined, laws: number): string {
  const whose = run === undefined ? "" : `, of ${run}`;
  const where = laws > 1 ? ` (${nameOf(one)})` : "";
  return `the point farthest off lies ${percentage(Math.abs(off))} ${off > 0 ? "above" : "below"} its law${whose}${where}`;
}

function least<T>(items: readonly T[], read: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (best, one) => (best === undefined || read(one) < read(best) ? one : best),
    undefined,
  );
}
