import { allocation } from "./allocation";
import { bends } from "./bends";
import { crossings } from "./crossing";
import { domains } from "./domains";
import { exponents } from "./exponents";
import { heldOut } from "./heldOut";
import { levels } from "./levels";
import { lowest } from "./lowest";
import type { Observation } from "./measure/observation";
import { pairs } from "./pair";
import { quality } from "./quality";
import { seeds } from "./seeds";
import { share } from "./share";
import type { Study } from "./measure/study";
import { divergence, trouble } from "./trouble";

/** What can be seen in curves alone, and what in laws. */
const inCurves = [pairs, share, levels, seeds] as const;
const inLaws = [domains, exponents, lowest, crossings, quality, bends, heldOut, allocation] as const;

/** More sentences than this are not read. */
const most = 12;

/** The observations of the curves of a study: what compares runs leaves those out that diverged. */
export function observeCurves(study: Study): Observation[] {
  const sound = { ...study, runs: study.runs.filter((run) => divergence(run) === undefined) };
  return [...inCurves.flatMap((kind) => kind(sound)), ...trouble(study)];
}

/** The observations of the fitted laws of a study. */
export function observeLaws(study: Study): Observation[] {
  return inLaws.flatMap((kind) => kind(study));
}

/** The sentences that matter most, first; of one sentence that is said twice, one. */
export function ranked(all: readonly Observation[]): Observation[] {
  const said = new Map(all.map((one) => [one.sentence, one]));
  return [...said.values()].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1)).slice(0, most);
}
