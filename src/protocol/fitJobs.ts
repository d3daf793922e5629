import type { GroupFit } from "../core/fit/group";
import type { Curve } from "../core/fit/points/curve";
import type { Protocol } from "../core/fit/protocol/protocol";
import type { Answer } from "../core/questions/answer";
import type { Given } from "../core/questions/parameters/given";
import type { PlainStudy } from "../core/questions/plainStudy";

/** A question by its id, with the study it is asked of. */
export interface PlainQuestion {
  readonly question: string;
  readonly values: Given["values"];
  readonly study: PlainStudy;
}

/** The calls of the engine to the thread that fits, as plain data: one group of runs at a time, or a question about all of them. */
export interface FitJobs {
  fit: [{ readonly curves: readonly Curve[]; readonly protocol: Protocol }, GroupFit];
  ask: [PlainQuestion, Answer];
}
