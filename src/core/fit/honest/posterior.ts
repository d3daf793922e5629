import { drawn, type Posterior } from "./draws";
import type { Grid } from "./grids";
import { searched, type Nodes } from "./nodes";
import type { Floor, Sample } from "./sample";

const usualDraws = 400;

/**
 * The posterior of the law by quadrature over exponents and the error of a run, the rest being linear and in closed form. Priors: see
 * `priors.ts`; E flat up to the lowest loss. Where errors far below the top count for more (`far`), how large they are is told from all
 * rows alike. Undefined where no node has a finite weight.
 */
export function posteriorOf(
  sample: Sample,
  floor: Floor,
  runErrors?: readonly number[],
  draws = usualDraws,
  start?: readonly Grid[],
): Posterior | undefined {
  const ceiling = Math.min(...sample.loss);
  const { far, ...plain } = sample.errors;
  if (far === undefined || runErrors !== undefined) {
    const found = searched(sample, floor, runErrors, start);
    return found && drawn(found, ceiling, draws);
  }
  const alike = searched({ ...sample, errors: plain }, floor, undefined, start);
  if (alike === undefined) return undefined;
  const known = runErrorsOf(alike);
  const found = searched(sample, floor, known, alike.grids);
  if (found === undefined) return undefined;
  evenOut(found);
  return drawn(found, ceiling, draws);
}

/** Five equally likely errors of a run. */
function runErrorsOf({ logWeight, grams, top }: Nodes): number[] {
  const each = logWeight.length / grams.length;
  const mass = grams.map((_, k) =>
    logWeight.subarray(k * each, (k + 1) * each).reduce((s, w) => s + Math.exp(w - top), 0),
  );
  const total = mass.reduce((s, w) => s + w, 0);
  return [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => {
    let sum = 0;
    for (const [k, w] of mass.entries()) {
      sum += w / total;
      if (sum < share) continue;
      const inside = (share - (sum - w / total)) / (w / total) - 0.5;
      return (grams[k]?.runError ?? NaN) * Math.exp((inside * Math.log(120)) / 8);
    }
    return grams[grams.length - 1]?.runError ?? NaN;
  });
}

/** Gives every error of a run the same weight in all. */
function evenOut(found: Nodes): void {
  const { logWeight, grams } = found;
  const each = logWeight.length / grams.length;
  grams.forEach((_, k) => {
    const own = logWeight.subarray(k * each, (k + 1) * each);
    const top = own.reduce((m, w) => Math.max(m, w), -Infinity);
    const total = top + Math.log(own.reduce((s, w) => s + Math.exp(w - top), 0));
    own.forEach((w, i) => {
      own[i] = w - total + found.top;
    });
  });
}
