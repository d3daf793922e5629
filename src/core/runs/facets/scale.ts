import type { FacetRun } from "../words/facetNames";

/** N, D and C of a run, and what follows from them: these are the law's own variables, and group no runs. */

type Count = (run: FacetRun | undefined) => number;

const counts: readonly Count[] = [
  (run) => run?.params?.value ?? NaN,
  (run) => run?.tokens?.value ?? NaN,
  (run) => run?.flops?.value ?? NaN,
];

/** A name gives a count with one digit: 2e+19 is 1.8e19. */
const oneDigit = 1.25;

const numberOf = (value: string): number => Number(value.replace(/^[A-Za-z_]+[-_=]?/, ""));

/** Whether the values are N, D or C themselves, rounded as a name rounds, or their powers of ten. */
export function isCount(values: readonly string[], runs: readonly FacetRun[]): boolean {
  const near = (of: (value: number) => number) =>
    counts.some((count) =>
      values.every((value, i) => {
        const ratio = of(numberOf(value)) / count(runs[i]);
        return value === "" || (ratio <= oneDigit && ratio >= 1 / oneDigit);
      }),
    );
  return near((value) => value) || near((value) => (value > 3 && value < 30 ? 10 ** value : NaN));
}

/** Fewer runs than this say nothing of a rule. */
const enoughRuns = 4;

/**
 * Whether a batch size was set by the scale of the run: one value for each N, D and C wherever these repeat, or
 * a value that only rises (or only falls) with one of them. Where each size was trained with several it is a facet.
 */
export function followsScale(values: readonly string[], runs: readonly FacetRun[]): boolean {
  const known = runs.flatMap((run, i) =>
    values[i] === "" || values[i] === undefined ? [] : [{ run, value: numberOf(values[i]) }],
  );
  if (known.length < enoughRuns || known.some(({ value }) => !Number.isFinite(value))) return false;
  return repeatsWithScale(known) || counts.some((count) => isMonotone(known, count));
}

interface Known {
  readonly run: FacetRun;
  readonly value: number;
}

/** Each N and D has one value, and most are met more than once: in another data set, from another seed. */
function repeatsWithScale(known: readonly Known[]): boolean {
  const values = new Map<string, number>();
  for (const { run, value } of known) {
    const [n, d] = [run.params?.value, run.tokens?.value];
    if (n === undefined || d === undefined) return false;
    const key = `${n.toPrecision(2)} ${d.toPrecision(2)}`;
    if ((values.get(key) ?? value) !== value) return false;
    values.set(key, value);
  }
  return values.size > 1 && values.size * 2 <= known.length;
}

function isMonotone(known: readonly Known[], count: Count): boolean {
  const byCount = new Map<string, number>();
  for (const { run, value } of known) {
    const at = count(run);
    if (!(at > 0)) return false;
    const key = at.toPrecision(2);
    if ((byCount.get(key) ?? value) !== value) return false;
    byCount.set(key, value);
  }
  const ordered = [...byCount].sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
  if (ordered.length < enoughRuns) return false;
  const steps = ordered.slice(1).map((value, i) => value - (ordered[i] ?? NaN));
  return steps.every((step) => step >= 0) || steps.every((step) => step <= 0);
}
