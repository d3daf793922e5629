import { predict } from "../../../../src/core/fit/solve/predict";
import { numbers, readCsv, type Table } from "../data";
import { fitRows } from "../fitting";
import { near, type Case, type Row } from "../row";

const file = "gadre/models.csv";
const sizes = ["d=96_l=8_h=4", "d=512_l=8_h=4", "d=576_l=24_h=8", "d=1024_l=24_h=8"];

/** Rows of one data set, by model and tokens a parameter. */
function pick(
  table: Table,
  dataset: string,
  wanted: (model: string, M: number) => boolean,
): { N: Float64Array; D: Float64Array; loss: Float64Array } {
  const keep = (i: number): boolean =>
    table["train_dataset"]?.[i] === dataset &&
    wanted(table["model"]?.[i] ?? "", Number(table["token_multiplier"]?.[i]));
  return { N: numbers(table, "N", keep), D: numbers(table, "D", keep), loss: numbers(table, "loss_c4_val", keep) };
}

/** As the paper counts tokens, M·N, M being the named multiplier. */
function tied(dataset: string, alpha: number, beta: number, b: number, E: number, digits: number): Row[] {
  const table = readCsv(file);
  const { N, D, loss } = pick(
    table,
    dataset,
    (model, M) => (sizes.includes(model) && M === 20) || (model === sizes[0] && M === 320),
  );
  const { fit, value } = fitRows("gadre", "mse", { N, D }, loss);
  const tolerance = 0.6 * 10 ** -digits;
  const rows = [
    near("points", 5, fit.points, 0),
    near("α", alpha, value("alpha"), tolerance),
    near("β", beta, value("beta"), tolerance),
    near("b", b, -value("b"), 1e-6),
    near("E", E, value("E"), 1e-5),
  ];
  if (dataset !== "rpj") return rows;
  const error = (model: string, M: number): number => {
    const far = pick(table, dataset, (name, multiplier) => name === model && multiplier === M);
    const [n = NaN, d = NaN, l = NaN] = [far.N[0], far.D[0], far.loss[0]];
    return 100 * Math.abs(predict(fit, { N: n, D: d }) / l - 1);
  };
  return [
    ...rows,
    near("error at 1.4B, M = 640, in %", 0.7103, error("open_lm_1b", 640), 5e-4),
    near("error at 6.9B, M = 20, in %", 0.732, error("open_lm_7b", 20), 5e-4),
  ];
}

const section = "4";

export const gadre: readonly Case[] = [
  {
    section,
    title: "Gadre et al. 2024: RedPajama",
    file,
    rows: () => tied("rpj", 166.211, 366.687, -0.272851, 1.83665, 3),
  },
  {
    section,
    title: "Gadre et al. 2024: C4",
    file,
    rows: () => tied("c4_original", 113.6926, 189.5155, -0.242472, 1.50826, 4),
  },
  {
    section,
    title: "Gadre et al. 2024: RefinedWeb",
    file,
    rows: () => tied("rw_original", 125.0957, 246.2067, -0.254395, 1.73446, 4),
  },
];
