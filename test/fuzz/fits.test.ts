import assert from "node:assert/strict";
import type { Curve } from "../../src/core/fit/curve";
import { fitGroup } from "../../src/core/fit/group";
import { defaultProtocol, type Protocol } from "../../src/core/fit/protocol";
import { laws } from "../../src/core/laws/index";
import { random } from "../../src/core/stats/random";

/** A value that logs have held: ordinary, extreme or none at all. */
function oddValue(uniform: () => number): number {
  const odd = [NaN, Infinity, -Infinity, 0, -1, 1e-300, 1e300, 1, 2.5];
  return uniform() < 0.3 ? (odd[Math.floor(uniform() * odd.length)] ?? NaN) : 10 ** (uniform() * 24);
}

function oddCurves(uniform: () => number): Curve[] {
  const size = uniform() < 0.2 ? NaN : 10 ** (6 + uniform() * 4);
  return Array.from({ length: Math.floor(uniform() * 5) }, (_, r) => {
    const n = Math.floor(uniform() * 12);
    const column = (make: () => number): Float64Array => Float64Array.from({ length: n }, make);
    const x = column(() => oddValue(uniform));
    const loss = column(() => (uniform() < 0.2 ? oddValue(uniform) : 1 + 3 * uniform()));
    const own = uniform() < 0.5 ? size : 10 ** (6 + uniform() * 4);
    const columns = { N: column(() => own), D: column(() => oddValue(uniform)), C: x, step: column(() => n) };
    return { run: `run ${r}`, size: own, x, loss, columns };
  });
}

describe("fits of anything", () => {
  for (const law of laws)
    it(`${law.id}: an answer in words or finite coefficients, never a throw`, () => {
      const uniform = random(law.id.length);
      const objectives = ["log-mse", "mse", "lad", "huber:1e-3", "asym:10"];
      for (let k = 0; k < 25; k++) {
        const protocol: Protocol = {
          ...defaultProtocol,
          law: law.id,
          points: (["frontier", "final", "all"] as const)[k % 3] ?? "all",
          frontier: k % 2 === 0 ? "hull" : "envelope",
          spacing: k % 4 < 2 ? "linear" : "log",
          samples: 60,
          objective: objectives[k % objectives.length] ?? "lad",
          bootstrap: k % 5 === 0 ? 20 : 0,
        };
        const { fit } = fitGroup(oddCurves(uniform), protocol);
        if (fit.status === "fitted")
          for (const { id, value, low = 0, high = 0 } of fit.coefficients)
            for (const number of [value, low, high])
              assert.ok(Number.isFinite(number), `${id} = ${number} of case ${k}`);
        else assert.ok(fit.reason.length > 0);
      }
    });
});
