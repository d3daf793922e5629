import type { Inputs, Law } from "../../laws/law";

/** The inputs in units of their geometric means, and thetas on their way in and out of those units. */
export interface Units {
  readonly inputs: Inputs;
  /** From the inputs' own units to the machine's, and back. */
  inside(theta: Float64Array): Float64Array;
  outside(theta: Float64Array): Float64Array;
}

/** Units for the terms of a law, see `Law.terms`; those of a law without any change nothing. */
export function unitsFor(law: Law, inputs: Inputs): Units {
  const { terms = [] } = law;
  const logs = new Map(terms.map(({ input }) => [input, meanLog(inputs[input])]));
  const scaled = Object.entries(inputs).map(([name, column]) => {
    const log = logs.get(name);
    return [name, log === undefined ? column : column.map((v) => v / Math.exp(log))] as const;
  });
  const index = (id: string): number => law.params.findIndex((param) => param.id === id);
  const places = terms.map(({ coefficient, input, exponent }) => ({
    coefficient: index(coefficient),
    exponent: typeof exponent === "number" ? undefined : index(exponent),
    fixed: typeof exponent === "number" ? exponent : NaN,
    log: logs.get(input) ?? 0,
  }));
  const turned = (theta: Float64Array, sign: number): Float64Array => {
    const out = theta.slice();
    for (const { coefficient, exponent, fixed, log } of places)
      out[coefficient] =
        (theta[coefficient] ?? NaN) *
        Math.exp(sign * log * (exponent === undefined ? fixed : (theta[exponent] ?? NaN)));
    return out;
  };
  return {
    inputs: Object.fromEntries(scaled),
    inside: (theta) => law.inner?.inside(turned(theta, -1)) ?? turned(theta, -1),
    outside: (theta) => turned(law.inner?.outside(theta) ?? theta, 1),
  };
}

function meanLog(column: Float64Array | undefined): number {
  let sum = 0;
  for (const v of column ?? []) sum += Math.log(v);
  const mean = sum / (column?.length ?? 0);
  return Number.isFinite(mean) ? mean : 0;
}
