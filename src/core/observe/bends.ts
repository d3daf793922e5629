import type { Observation } from "./measure/observation";
import { residuals, type FitQuality } from "./measure/residuals";
import { nameOf, type Study } from "./measure/study";
import { ofLaws, percentage, r2Text, sentence } from "./measure/words";

/** Whether what the laws were fitted to bends away from them, upwards at both ends, so that they are too low beyond it. */
export function bends(study: Study): Observation[] {
  const all = residuals(study);
  const found = all.flatMap(({ one, bend }) => (bend === undefined ? [] : [{ one, bend }]));
  if (found.length === 0) return [];
  const laws = found.map(({ one }) => one);
  return [
    {
      kind: "bends",
      id: "bends",
      sentence: sentence(`${words(found, all.length)}${floorWords(found, study)}`),
      strength: "counted",
      basis: ofLaws(laws),
      numbers: found.flatMap(({ one, bend }) => [
        { label: `L/L̂ − 1 at the low end, ${nameOf(one)}`, value: bend.low, unit: "" },
        { label: `L/L̂ − 1 at its lowest between, ${nameOf(one)}`, value: bend.middle, unit: "" },
        { label: `L/L̂ − 1 at the high end, ${nameOf(one)}`, value: bend.high, unit: "" },
      ]),
      groups: laws.map(({ group }) => group.id),
      runs: [],
      domains: [],
      weight: found.length > all.length / 2 ? 6.4 : 4.2,
    },
  ];
}

type Bent = Required<Pick<FitQuality, "one" | "bend">>;

function words(found: readonly Bent[], laws: number): string {
  const most = (read: (bend: Bent["bend"]) => number): string =>
    percentage(Math.max(...found.map(({ bend }) => Math.abs(read(bend)))));
  const where = laws === 1 ? "the points bend" : `in ${found.length} of ${laws} laws the points bend`;
  const upTo = `(by up to ${most(({ low }) => low)} at the low end and ${most(({ high }) => high)} at the high end)`;
  const between = `below it between (by up to ${most(({ middle }) => middle)})`;
  return `${where}: they lie above their law at both ends ${upTo} and ${between}, so that beyond them the law is likely too low.`;
}

function floorWords(found: readonly Bent[], study: Study): string {
  const floor = leastWithFloor(found, study);
  return floor === undefined ? "" : ` With a floor the least R² of these is ${r2Text(floor)}.`;
}

/** The least R² of these groups under the power law with a floor; undefined where that is no better, or not to be had. */
function leastWithFloor(bent: readonly Bent[], study: Study): number | undefined {
  if (bent.some(({ one }) => one.fit.law !== "power")) return undefined;
  const fits = bent.map(({ one }) => {
    const protocol = { ...one.result.protocol, law: "power-floor", bootstrap: 0, interval: "percentile" };
    return study.refit(one, "with-floor", study.curves(one), protocol);
  });
  const least = Math.min(...fits.map((fit) => (fit?.status === "fitted" ? fit.r2 : -Infinity)));
  return least > Math.min(...bent.map(({ one }) => one.fit.r2)) ? least : undefined;
}
