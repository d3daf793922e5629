import process from "node:process";
import { coverage, truths, type Design, type Truth } from "./fit/coverage";

/** A sample of what docs/coverage.md measures at length: with 60 simulations a share of 95 % has a standard error of 2.8 points. */
const simulations = 60;

/** Prints the share of simulations whose 95 % interval held each number; fails where one is below what is promised. */
function check(truth: Truth, words: string, design: Design, least: number): void {
  const shares = coverage(truth, design, simulations);
  const low = shares.filter(({ covered }) => covered < least);
  const cells = shares.map(({ id, covered }) => `${id} ${(100 * covered).toFixed(0)}`).join(" · ");
  console.log(`  ${truth.law}, ${words}, ${design.interval}: ${cells} %`);
  if (low.length === 0) return;
  console.error(`  ✗ below ${100 * least} %: ${low.map(({ id }) => id).join(", ")}`);
  process.exitCode = 1;
}

for (const truth of truths) {
  for (const interval of ["percentile", "studentized", "wild", "profile"])
    check(truth, "twenty points", { n: 20, clusters: 0, interval }, 0.85);
  // Six sizes do not tell a law in N from what each run's own error does: see docs/coverage.md.
  if (truth.law !== "chinchilla")
    check(truth, "six runs with errors of their own", { n: 60, clusters: 6, interval: "wild:run" }, 0.8);
}
