import { decimals } from "../print/numbers";
import type { Run } from "../runs/run";
import { comparedBy } from "./measure/experiment";
import type { Observation } from "./measure/observation";
import { shareOf } from "./measure/shares";
import { domainsIn, keyIn, type Study } from "./measure/study";
import { clockOf, trackOf } from "./measure/track";
import { ofRuns, sentence } from "./measure/words";

/** The last loss of a run on each of the domains. */
interface Ending {
  readonly run: Run;
  readonly losses: ReadonlyMap<string, number>;
}

/** At least such a share of the runs must have one domain highest, and one lowest, for it to be said. */
const agreed = 0.9;

/** Which domain's loss is the highest and which the lowest at the end of runs that were trained on all of them. */
export function levels(study: Study): Observation[] {
  const compared = study.separating.flatMap((facet) =>
    comparedBy(facet, study.runs).flatMap(({ values }) => [...values.values()].flat()),
  );
  const runs = [...new Set(compared)].sort((a, b) => (a.id < b.id ? -1 : 1));
  const names = domainsIn(study, runs);
  const found = runs.flatMap((run) => endingOf(study, run, names) ?? []);
  if (names.length < 2 || found.length < 2) return [];
  const highest = commonest(found, (a, b) => a > b);
  const lowest = commonest(found, (a, b) => a < b);
  if (highest === undefined || lowest === undefined) return [];
  const text =
    `the loss is highest on ${highest.name} (${spanOf(found, highest.name)} nats/token) at the end of ${amount(highest.runs, found.length)} ` +
    `and lowest on ${lowest.name} (${spanOf(found, lowest.name)}) in ${amount(lowest.runs, found.length)}.`;
  return [
    {
      kind: "levels",
      id: "levels",
      sentence: sentence(text),
      strength: "counted",
      basis: ofRuns(found.map(({ run }) => run)),
      caveat: "Domains differ in how much there is to predict: a higher loss is no worse model.",
      numbers: names.flatMap((name) => {
        const values = found.map(({ losses }) => losses.get(name) ?? NaN);
        return [
          { label: `lowest last loss of a run, ${name}`, value: Math.min(...values), unit: "nats/token" },
          { label: `highest last loss of a run, ${name}`, value: Math.max(...values), unit: "nats/token" },
        ];
      }),
      groups: [],
      runs: found.map(({ run }) => run.id),
      domains: [highest.name, lowest.name],
      weight: 4.8,
    },
  ];
}

function endingOf(study: Study, run: Run, names: readonly string[]): Ending | undefined {
  const losses = new Map<string, number>();
  for (const name of names) {
    const track = trackOf(run, keyIn(study, name)(run), clockOf(study, [run], [name]));
    const last = track?.logLoss.at(-1);
    if (last === undefined || shareOf(run, name) === 0) return undefined;
    losses.set(name, Math.exp(last));
  }
  return { run, losses };
}

/** The domain that is first in most runs, where it is so in nearly all. */
function commonest(
  found: readonly Ending[],
  before: (a: number, b: number) => boolean,
): { readonly name: string; readonly runs: number } | undefined {
  const times = new Map<string, number>();
  for (const { losses } of found) {
    const [first] = [...losses].reduce((best, one) => (before(one[1], best[1]) ? one : best));
    times.set(first, (times.get(first) ?? 0) + 1);
  }
  const [name, runs] = [...times].sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
  return runs >= agreed * found.length ? { name, runs } : undefined;
}

const amount = (runs: number, all: number): string => (runs === all ? `all ${all} runs` : `${runs} of ${all} runs`);

function spanOf(found: readonly Ending[], name: string): string {
  const values = found.map(({ losses }) => losses.get(name) ?? NaN);
  return `${decimals(Math.min(...values), 3)} … ${decimals(Math.max(...values), 3)}`;
}
