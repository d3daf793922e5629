import { coverage, truths } from "./coverage";

const sizes = [20, 60, 240];

/** The page of measured coverages: law, points, method, and the share of simulations whose interval held each coefficient. */
export function coveragePage(simulations: number): string {
  const head =
    "# Coverage\n\n" +
    `How often the 95 % intervals hold the truth, over ${simulations} simulated studies each (0.5 % log-normal noise, every point a run ` +
    "of its own, least squares of ln L). Written by `node test/bench/fit/measureCoverage.mjs`. The bootstrap is the expanded percentile " +
    "interval that a fit gives by default, 400 resamples; the profile is that of the squares, for which see `profileIntervals`. The " +
    `standard error of a share near 95 % is ${((100 * Math.sqrt(0.95 * 0.05)) / Math.sqrt(simulations)).toFixed(1)} points.\n\n`;
  const rows = truths.flatMap((truth) =>
    sizes.flatMap((n) =>
      (["bootstrap", "profile"] as const).map((method) => {
        const shares = coverage(truth, n, method, simulations);
        const cells = shares.map(({ id, covered }) => `${id} ${(100 * covered).toFixed(1)}`).join(" · ");
        return `| ${truth.law} | ${n} | ${method} | ${cells} |`;
      }),
    ),
  );
  return `${head}| law | points | interval | covered, % |\n| --- | ---: | --- | --- |\n${rows.join("\n")}\n`;
}
