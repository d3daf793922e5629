import { defaultProtocol, type Protocol } from "../../src/core/fit/protocol/protocol";

/** The usual choices for the power law by name: a hull sampled evenly in C, with a bootstrap of runs. */
export const powerProtocol: Protocol = { ...defaultProtocol, law: "power" };
