import type { Preset } from "../core/fit/protocol/presets";
import type { AskedHoldOut } from "../core/questions/parameters/holdOut";
import { fitStudy, type FittedStudy } from "../core/questions/study";
import type { Problem } from "../core/runs/problem";
import type { AskedChoices } from "./flags/protocolFlags";
import type { Io } from "./io";
import { readStudy, type ReadValues } from "./readStudy";

/** The fits of a command line. */
export interface FitsRead {
  readonly study: FittedStudy;
  /** Of files that belong to no run. */
  readonly problems: readonly Problem[];
  /** Whose protocol it is. */
  readonly preset: Preset | undefined;
}

/** Reads the runs of the paths and fits every group; what `holdOut` names is kept from the fits. */
export async function fitRuns(
  io: Io,
  paths: readonly string[],
  values: ReadValues,
  asked: AskedChoices,
  holdOut?: AskedHoldOut,
): Promise<FitsRead> {
  const { runs, problems, protocol } = await readStudy(io, paths, values);
  const { fit, preset } = asked.choices(runs, protocol);
  return { study: fitStudy(runs, fit, holdOut?.(runs)), problems, preset };
}
