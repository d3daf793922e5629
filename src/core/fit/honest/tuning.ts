import type { Candidate, Warning } from "../result";

/** One-sided 3.6 % of the normal distribution, by which an error of the largest size stands out. */
const critical = 1.8;

/**
 * Whether the largest size lies above what Chinchilla's law says of it from the others, by more than that law and the errors of runs
 * explain: not tuned as the others were.
 */
export function tuningWarning({ rungs }: Candidate): Warning | undefined {
  const [largest] = rungs;
  if (largest === undefined || !(-largest.error > critical * largest.expected)) return undefined;
  const percent = Number((100 * Math.expm1(-largest.error)).toPrecision(2));
  return {
    code: "under-tuned-run",
    run: largest.run,
    message: `${largest.title} ends ${percent} % above what the smaller sizes say of it (±${Number((196 * largest.expected).toPrecision(2))} %): tuned as the others were?`,
  };
}
