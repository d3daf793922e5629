import { fitGroup } from "../../../src/core/fit/group";
import { defaultProtocol } from "../../../src/core/fit/protocol/protocol";
import { designs, studyOf, truths } from "./studies";

/** How often the test of tuning speaks, in percent, of studies of six sizes whose largest is this much too high. */
export function tuningPower(design: string, bad: number, studies: number, from: number, runError = 0.002): number {
  const found = designs.find(({ id }) => id === design);
  if (found === undefined) throw new Error(design);
  let said = 0;
  for (const truth of truths.slice(0, 2)) {
    for (let seed = from; seed < from + studies; seed++) {
      const { fit } = fitGroup(studyOf(truth, found, seed, { badLargest: bad, runError }), defaultProtocol);
      if (fit.status === "fitted" && fit.warnings.some(({ code }) => code === "under-tuned-run")) said++;
    }
  }
  return (100 * said) / (2 * studies);
}
