import { predictAll } from "../../../../src/core/fit/solve/predict";
import { numbers, readCsv } from "../data";
import { fitRows } from "../fitting";
import { atMost, near, type Case, type Row } from "../row";

const train = "farseer/farseer_scaling_law.train.csv";
const test = "farseer/farseer_scaling_law.test.csv";

function rowsOf(file: string): { inputs: { N: Float64Array; D: Float64Array }; loss: Float64Array } {
  const table = readCsv(file);
  return { inputs: { N: numbers(table, "N"), D: numbers(table, "D") }, loss: numbers(table, "loss") };
}

/** Mean relative error in %. */
function meanError(predicted: Float64Array, loss: Float64Array): number {
  return (100 * predicted.reduce((sum, l, i) => sum + Math.abs(l / (loss[i] ?? NaN) - 1), 0)) / loss.length;
}

function rows(): Row[] {
  const { inputs, loss } = rowsOf(train);
  const far = rowsOf(test);
  const error = (law: string, objective: string): number =>
    meanError(predictAll(fitRows(law, objective, inputs, loss).fit, far.inputs, far.loss.length), far.loss);
  return [
    near("mean error of Chinchilla on the larger models, %", 2.988, error("chinchilla", "huber:1e-3"), 5e-4),
    atMost("mean error of Farseer on them, squares, %", 0.476, error("farseer", "log-mse")),
    atMost("mean error of Farseer on them, Huber δ = 1e-3, %", 0.476, error("farseer", "huber:1e-3")),
  ];
}

export const farseer: readonly Case[] = [
  { section: "8", title: "Farseer 2025: larger models held out", file: train, rows },
];
