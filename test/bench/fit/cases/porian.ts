import { linear } from "../../../../src/core/stats/linear";
import { numbers, readCsv } from "../data";
import { near, type Case, type Row } from "../row";

const keys = ["dataset", "hparams", "warmup", "decay", "param_count", "loss_kind"];

/** Every published exponent beside weighted least squares of ln N* on ln C, w = 1/std². */
function exponents(): Row[] {
  const pairs = readCsv("porian/optimal_pairs.csv");
  const fits = readCsv("porian/published_fits.csv");
  const published = numbers(fits, "n_exponent_weighted");
  return Array.from(published, (value, f) => {
    const name = keys.map((key) => fits[key]?.[f] ?? "");
    const own = (i: number): boolean => keys.every((key, k) => pairs[key]?.[i] === name[k]);
    const column = (key: string): Float64Array => numbers(pairs, key, own);
    const weight = column("n_star_std").map((std) => 1 / (std * std));
    const line = linear(column("flops").map(Math.log), column("n").map(Math.log), weight);
    return near(`exponent, ${name.join(" ")}`, value, line?.slope ?? NaN, 1e-9);
  });
}

export const porian: readonly Case[] = [
  { section: "5", title: "Porian et al. 2024: fifteen exponents", file: "porian/optimal_pairs.csv", rows: exponents },
];
