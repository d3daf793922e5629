import { fitLaw, type FitOptions } from "../../../src/core/fit/fit";
import type { Points } from "../../../src/core/fit/points/points";
import type { Fitted } from "../../../src/core/fit/result";
import type { Inputs, Law } from "../../../src/core/laws/law";

/** Rows as points of a fit, each its own run. */
export function pointsOf(inputs: Inputs, loss: Float64Array, weight?: Float64Array): Points {
  const n = loss.length;
  return {
    inputs,
    loss,
    run: Int32Array.from(loss.keys()),
    runs: Array.from(loss.keys(), (i) => `row ${i}`),
    sizes: inputs["N"] ?? new Float64Array(n).fill(NaN),
    ...(weight === undefined ? {} : { weight }),
  };
}

/** The fit of a law to rows; throws with the reason when there is none. */
export function fitRows(
  law: string | Law,
  objective: string,
  inputs: Inputs,
  loss: Float64Array,
  change: Partial<FitOptions> = {},
): { readonly fit: Fitted; readonly value: (id: string) => number } {
  const options = { law, objective, x: "flops", bootstrap: 0, seed: 1, ...change } as const;
  const fit = fitLaw(pointsOf(inputs, loss), options);
  if (fit.status !== "fitted") throw new Error(fit.reason);
  return { fit, value: (id) => fit.coefficients.find((c) => c.id === id)?.value ?? NaN };
}
