import { coverage, truths, type Design } from "./coverage";

const sizes = [20, 60, 240];
const ways = ["percentile", "studentized", "wild", "profile"];
/** Rows of six runs, each with an error of its own. */
const clustered = ["percentile:row", "percentile:run", "studentized:run", "wild:run"];

/** How the part about laws by name begins. */
export const namedStart = "## Laws by name";

/** The part about laws by name: law, points, interval, and the share of simulations whose interval held each number. */
export function namedPart(simulations: number): string {
  const error = ((100 * Math.sqrt(0.95 * 0.05)) / Math.sqrt(simulations)).toFixed(1);
  return `${namedStart}

Over ${simulations} simulated studies each, drawn from the law that is fitted: 0.5 % log-normal noise a row, least squares of ln L, 400 resamples. Written by
\`npm run bench coverage 50 ${simulations}\`. “L” is the law's loss a decade beyond the points, “new run” a run trained
there. The percentiles are expanded for few units, as a fit gives them by default. The standard error of a share near 95 % is ${error} points.

### Every point a run of its own

${tableOf(
  simulations,
  sizes.map((n) => ({ n, clusters: 0 })),
  ways,
)}

### Six runs, each with an error of its own

0.3 % log-normal noise a run on top. Rows of a run then go together, and six runs are few: resampled rows know nothing of the first, whole
runs suffer from the second. A law in N is told by six sizes alone, one a run, so that what a run's error does to it and what its size
does cannot be told apart. A study without an interval counts as not covered (“–”: none of them had one, which the fit says with its
reason); so do the A of studentized runs, whose resamples of few sizes often have no error.

${tableOf(
  simulations,
  sizes.map((n) => ({ n, clusters: 6 })),
  clustered,
)}
`;
}

function tableOf(
  simulations: number,
  designs: readonly Omit<Design, "interval">[],
  intervals: readonly string[],
): string {
  const rows = truths.flatMap((truth) =>
    designs.flatMap((design) =>
      intervals.map((interval) => {
        const shares = coverage(truth, { ...design, interval }, simulations);
        const cells = shares.map(({ id, covered }) => `${id} ${covered === 0 ? "–" : (100 * covered).toFixed(1)}`);
        const line = `| ${truth.law} | ${design.n} | ${interval} | ${cells.join(" · ")} |`;
        console.log(line);
        return line;
      }),
    ),
  );
  return `| law | points | interval | covered, % |\n| --- | ---: | --- | --- |\n${rows.join("\n")}`;
}
