import { allocate, surfaceLoss, type Surface } from "../../../../src/core/plan/allocate";
import { parabolaBias } from "../../../../src/core/plan/parabolas";
import { logGrid } from "../../../../src/core/stats/grid";
import { fitRows } from "../fitting";
import { near, nearly, type Case, type Row } from "../row";

const hoffmann: Surface = { E: 1.69, A: 406.4, B: 410.7, alpha: 0.34, beta: 0.28 };
const asymmetric: Surface = { ...hoffmann, alpha: 0.465, beta: 0.155 };
const budgets = [1e17, 1e18, 1e19, 1e20, 1e21];

/** At each budget fifteen sizes, log-spaced over a factor of w about the optimum. */
function grid(surface: Surface, w: number): { C: Float64Array; N: Float64Array; D: Float64Array } {
  const rows = budgets.flatMap((C) => {
    const { N } = allocate(surface, C);
    return [...logGrid(N / w, N * w, 15)].map((size) => ({ C, N: size, D: C / (6 * size) }));
  });
  const column = (key: "C" | "N" | "D"): Float64Array => Float64Array.from(rows, (row) => row[key]);
  return { C: column("C"), N: column("N"), D: column("D") };
}

function bias(surface: Surface, published: readonly number[]): Row[] {
  return [2, 4, 8, 16].map((w, i) => {
    const found = parabolaBias(surface, grid(surface, w), 1e24);
    return near(`error of D*(1e24) in %, sizes N*/${w} … ${w}·N*`, published[i] ?? NaN, 100 * (found?.D ?? NaN), 1e-5);
  });
}

function recovery(surface: Surface): Row[] {
  const { N, D } = grid(surface, 10);
  const loss = N.map((n, i) => surfaceLoss(surface, n, D[i] ?? NaN));
  return ["log-mse", "huber:1e-3", "lad"].flatMap((objective) => {
    const { value } = fitRows("chinchilla", objective, { N, D }, loss);
    return Object.entries(surface).map(([id, truth]: [string, number]) =>
      nearly(`${id}, ${objective}`, truth, value(id), 1e-8),
    );
  });
}

function closedForms(): Row[] {
  const { N, D } = allocate(hoffmann, 1e24);
  const gopher = allocate(hoffmann, 5.76e23);
  return [
    nearly("N*", 4.12967e10, N, 1e-6),
    nearly("D*", 4.035835e12, D, 1e-6),
    near("D/N at 5.76e23", 92.6, gopher.D / gopher.N, 0.05),
  ];
}

export const surfaces: readonly Case[] = [
  { section: "2", title: "Chinchilla surface without noise, all five recovered", rows: () => recovery(hoffmann) },
  { section: "2", title: "Asymmetric surface without noise, all five recovered", rows: () => recovery(asymmetric) },
  {
    section: "2",
    title: "Approach 2's own error on the Chinchilla surface",
    rows: () => bias(hoffmann, [-0.326938, -1.301125, -2.902905, -5.100245]),
  },
  {
    section: "2",
    title: "Approach 2's own error on the asymmetric surface",
    rows: () => bias(asymmetric, [-1.674748, -6.497779, -13.910419, -23.116308]),
  },
  { section: "10", title: "Closed forms, Hoffmann's rounded parameters, C = 1e24", rows: closedForms },
];
