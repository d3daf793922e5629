import { valueOf, type Answer } from "../command";
import { numbers, readCsv } from "../data";
import { asked, near, type Case, type Row } from "../row";

const keys = ["dataset", "hparams", "warmup", "decay", "param_count", "loss_kind"];

/** Weighted least squares of ln N* on ln C, w = 1/std²: N* is asked for as a loss would be, so its exponent comes with a minus. */
const command =
  "isoflop fit test/data/published/porian/optimal_pairs.csv --columns L=n,C=flops --x flops --law power --points all " +
  `--objective log-mse --weights '1/n_star_std^2' --bootstrap 0 ${keys.map((key) => `--by ${key}`).join(" ")}`;

function exponents({ fits }: Answer): Row[] {
  const table = readCsv("porian/published_fits.csv");
  return Array.from(numbers(table, "n_exponent_weighted"), (value, f) => {
    const name = keys.map((key) => table[key]?.[f] ?? "");
    const own = fits.find(({ group }) => keys.every((key, k) => group[key] === name[k]));
    if (own === undefined) throw new Error(`no group ${name.join(" ")}`);
    return near(`exponent, ${name.join(" ")}`, value, -valueOf(own, "b"), 1e-9);
  });
}

export const porian: readonly Case[] = [
  {
    section: "5",
    title: "Porian et al. 2024: fifteen exponents",
    file: "porian/optimal_pairs.csv",
    note: "N* is fitted as a loss would be, `L = a·C^−b`, so that its exponent is −b; `fit` warns that it rises.",
    sources: [asked(command, exponents)],
  },
];
