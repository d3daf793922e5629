import type { GroupFit } from "../core/fit/group";
import type { Curve } from "../core/fit/points/curve";
import type { Protocol } from "../core/fit/protocol/protocol";

/** The calls of the engine to the thread that fits: one group of runs at a time, as plain data. */
export interface FitJobs {
  fit: [{ readonly curves: readonly Curve[]; readonly protocol: Protocol }, GroupFit];
}
