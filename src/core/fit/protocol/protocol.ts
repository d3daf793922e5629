import { defaultFit, type FitChoices } from "../../choices/index";
import type { XAxis } from "../../choices/fit/x";

export { axes, type XAxis } from "../../choices/fit/x";

/** Which metrics are fitted, to which runs: not how. */
const whatIsFitted = ["metrics", "by"] as const;

/**
 * Every choice a fit depends on, as plain data: what can be chosen (a field a choice, see `core/choices`), less what is fitted to
 * which runs, with nothing left open for x. The answer carries the protocol as it was really used.
 */
export type Protocol = Omit<FitChoices, "x" | (typeof whatIsFitted)[number]> & {
  /** What the one input of a single-input law is. */
  readonly x: XAxis;
};

/** The choices that a fit itself depends on, under an x. */
export function protocolOf(choices: FitChoices, x: XAxis): Protocol {
  const left: readonly string[] = whatIsFitted;
  return Object.fromEntries(
    Object.entries({ ...choices, x }).filter(([key]) => !left.includes(key)),
  ) as unknown as Protocol;
}

/** The protocol of Shukor et al. 2025 (arXiv 2504.07951), appendix C, with "auto" for its minimum compute of 3e19 FLOPs. */
export const defaultProtocol: Protocol = protocolOf(defaultFit, "flops");
