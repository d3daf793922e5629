import { exponents } from "../../../../src/core/plan/allocate";
import type { Inputs } from "../../../../src/core/laws/law";
import { numbers, readCsv } from "../data";
import { fitRows } from "../fitting";
import { atMost, near, type Case, type Row } from "../row";

const file = "besiroglu/points.csv";

/** The points without the highest losses, and of those the ones `keep` picks. */
function points(without: number, below = Infinity): { inputs: Inputs; loss: Float64Array } {
  const table = readCsv(file);
  const loss = numbers(table, "loss");
  const C = numbers(table, "Training FLOP");
  const highest = loss.slice().sort()[loss.length - 1 - without] ?? Infinity;
  const keep = (i: number): boolean => (loss[i] ?? NaN) <= highest && (C[i] ?? NaN) < below;
  const N = numbers(table, "Model Size", keep);
  return {
    inputs: { N, D: C.filter((_, i) => keep(i)).map((c, i) => c / (6 * (N[i] ?? NaN))) },
    loss: loss.filter((_, i) => keep(i)),
  };
}

function coefficients(objective: string, without: number, known: Partial<Record<string, [number, number]>>): Row[] {
  const { inputs, loss } = points(without);
  const { value } = fitRows("chinchilla", objective, inputs, loss);
  return Object.entries(known).map(([id, [published, tolerance] = [NaN, NaN]]) =>
    near(id, published, value(id), tolerance),
  );
}

function huber(): Row[] {
  const { inputs, loss } = points(5);
  const { fit, value } = fitRows("chinchilla", "huber:1e-3", inputs, loss);
  const { a } = exponents({ alpha: value("alpha"), beta: value("beta") });
  return [
    atMost("objective", 0.00101827403, fit.objective.value),
    near("A", 477.826, value("A"), 0.05),
    near("B", 2143.42, value("B"), 0.5),
    near("E", 1.817218, value("E"), 2e-5),
    near("α", 0.34731, value("alpha"), 2e-5),
    near("β", 0.367172, value("beta"), 2e-5),
    near("a", 0.5139, a, 5e-6),
  ];
}

/** Each end within a tenth of the interval's width. */
function bootstrap(): Row[] {
  const { inputs, loss } = points(5);
  const { fit } = fitRows("chinchilla", "huber:1e-3", inputs, loss, { bootstrap: 4000 });
  const published: Record<string, [number, number]> = {
    A: [285.2, 743.6],
    B: [1042, 5810],
    E: [1.769, 1.871],
    alpha: [0.317, 0.373],
    beta: [0.331, 0.415],
  };
  return fit.coefficients.flatMap(({ id, symbol, low = NaN, high = NaN }) => {
    const [first, last] = published[id] ?? [NaN, NaN];
    const tenth = 0.1 * (last - first);
    return [near(`${symbol}, low end`, first, low, tenth), near(`${symbol}, high end`, last, high, tenth)];
  });
}

function rawLosses(): Row[] {
  const { inputs, loss } = points(5, 1e21);
  const scaled = { N: inputs["N"]?.map((v) => v / 1e6) ?? loss, D: inputs["D"]?.map((v) => v / 1e9) ?? loss };
  const { fit, value } = fitRows("chinchilla", "mse", scaled, loss);
  return [
    near("points", 217, fit.points, 0),
    near("E", 1.9051, value("E"), 1e-4),
    near("A", 4.0005, value("A"), 1e-4),
    near("B", 1.0509, value("B"), 1e-4),
    near("α", 0.3511, value("alpha"), 1e-4),
    near("β", 0.4587, value("beta"), 1e-4),
    near("RSS", 0.062414, fit.objective.value * fit.points, 1e-6),
  ];
}

const section = "1";
const title = (text: string): string => `Besiroglu et al. 2024 (Chinchilla replication): ${text}`;

export const besiroglu: readonly Case[] = [
  { section, title: title("240 points, Huber δ = 1e-3"), file, rows: huber },
  {
    section,
    title: title("240 points, least absolute deviation"),
    file,
    rows: () =>
      coefficients("lad", 5, {
        A: [482.006, 0.1],
        B: [2085.434, 1],
        E: [1.81686, 1e-5],
        alpha: [0.347813, 2e-5],
        beta: [0.365854, 2e-5],
      }),
  },
  {
    section,
    title: title("all 245 points, Huber δ = 1e-3"),
    file,
    rows: () => [
      ...coefficients("huber:1e-3", 0, {
        A: [495.726, 0.05],
        B: [12845.6, 1],
        E: [1.891338, 2e-5],
        alpha: [0.349313, 2e-5],
        beta: [0.453049, 2e-5],
      }),
      ((p) =>
        near(
          "objective",
          0.00182601052,
          fitRows("chinchilla", "huber:1e-3", p.inputs, p.loss).fit.objective.value,
          1e-11,
        ))(points(0)),
    ],
  },
  {
    section,
    title: title("240 points, log-MSE"),
    file,
    rows: () =>
      coefficients("log-mse", 5, {
        A: [593.32, 0.01],
        B: [4875.6, 0.1],
        E: [1.86455, 1e-5],
        alpha: [0.360253, 1e-6],
        beta: [0.405883, 1e-6],
      }),
  },
  {
    section,
    title: title("240 points, Huber δ = 1e-4"),
    file,
    rows: () =>
      coefficients("huber:1e-4", 5, {
        A: [478.689, 0.05],
        B: [2065.41, 0.5],
        E: [1.815824, 2e-5],
        alpha: [0.347409, 2e-5],
        beta: [0.365385, 2e-5],
      }),
  },
  { section, title: title("bootstrap over rows, 95 %"), file, rows: bootstrap },
  { section, title: title("217 points, least squares on the loss"), file, rows: rawLosses },
];
