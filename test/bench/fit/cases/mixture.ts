import type { Answer } from "../command";
import { asked, near, type Case, type Row } from "../row";

const domains = [1, 2, 3, 4, 5];
const shares = domains.map((d) => `proportion_domain_${d}`);

const published: Readonly<Record<string, readonly number[]>> = {
  "70M": [0.84, 0.64, 1.5, 0.89, 0.83],
  "160M": [0.77, 0.62, 1.6, 1.58, 1.26],
  "305M": [0.81, 0.67, 1.65, 1.56, 1.28],
  "410M": [0.95, 0.77, 2.12, 1.82, 1.37],
};

/** Mean relative error in % of each domain's law on the mixes it has not seen; published with two decimals. */
function rows({ fits }: Answer): Row[] {
  return Object.entries(published).flatMap(([size, best]) =>
    domains.map((d, k) => {
      const own = fits.find(({ group }) => group["size"] === size && group["domain"] === `domain_${d}`);
      const error = own?.comparison?.[0]?.heldOut.mean ?? NaN;
      return near(`${size}, domain ${d}: error on held-out mixes, %`, best[k] ?? NaN, 100 * error, 0.01);
    }),
  );
}

const note =
  "The published fits do not say their objective. Of Huber losses with δ from 0.001 to 0.03, of the loss or of its logarithm, squares " +
  "and absolute values, one gives all twenty numbers to the last digit or one beside it: δ = 0.01 of the loss itself.";

const command =
  `isoflop fit test/data/published/mixture --law mixture:${shares.join(",")} --by size --points all --objective huber-raw:0.01 ` +
  "--bootstrap 0 --hold-out file=domain_mixture_scaling_law.test.csv";

export const mixture: readonly Case[] = [
  {
    section: "8",
    title: "Mixture laws: held-out mixes, Huber δ = 0.01 on the loss",
    file: "mixture/domain_mixture_scaling_law.train.csv",
    note,
    sources: [asked(command, rows)],
  },
];
