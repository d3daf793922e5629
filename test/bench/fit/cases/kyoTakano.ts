import { allocate, surfaceOf } from "../../../../src/core/plan/allocate";
import { numbers, readCsv } from "../data";
import { fitRows } from "../fitting";
import { atMost, near, type Case, type Row } from "../row";

const file = "kyo-takano/df.csv";

function rows(): Row[] {
  const table = readCsv(file);
  const inputs = { N: numbers(table, "N"), D: numbers(table, "D") };
  const { fit, value } = fitRows("chinchilla", "asym:10", inputs, numbers(table, "loss"));
  const surface = surfaceOf(fit);
  const best = surface && allocate(surface, 1e24);
  return [
    atMost("objective", 0.0227819, fit.objective.value),
    near("E", 1.70023, value("E"), 1e-4),
    near("A", 184.674, value("A"), 0.05),
    near("B", 1633.37, value("B"), 1),
    near("α", 0.289, value("alpha"), 2e-5),
    near("β", 0.35579, value("beta"), 2e-5),
    near("N*(1e24), billions", 160.5, (best?.N ?? NaN) / 1e9, 0.06),
    near("D*(1e24), trillions", 1, (best?.D ?? NaN) / 1e12, 0.05),
  ];
}

export const kyoTakano: readonly Case[] = [
  { section: "6", title: "kyo-takano/chinchilla: asymmetric error", file, rows },
];
