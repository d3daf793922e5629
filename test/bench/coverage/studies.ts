import type { Curve } from "../../../src/core/fit/points/curve";
import { normal, random } from "../../../src/core/stats/random";

/** A surface E + A·N^−α + B·D^−β that studies are drawn from. */
export interface Truth {
  readonly id: string;
  readonly E: number;
  readonly A: number;
  readonly B: number;
  readonly alpha: number;
  readonly beta: number;
}

export const truths: readonly Truth[] = [
  { id: "besiroglu", E: 1.82, A: 482, B: 2085, alpha: 0.348, beta: 0.366 },
  { id: "hoffmann", E: 1.69, A: 406.4, B: 410.7, alpha: 0.34, beta: 0.28 },
  { id: "power", E: 0, A: 17.8, B: 25.5, alpha: 0.12, beta: 0.12 },
];

export const lossAt = ({ E, A, B, alpha, beta }: Truth, N: number, D: number): number =>
  E + A * N ** -alpha + B * D ** -beta;

/** The lowest loss at C = 6·N·D. */
export function optimalAt(truth: Truth, C: number): number {
  const { A, B, alpha, beta } = truth;
  const G = ((alpha * A) / (beta * B)) ** (1 / (alpha + beta));
  const N = G * (C / 6) ** (beta / (alpha + beta));
  return lossAt(truth, N, C / (6 * N));
}

/** What runs a study has. */
export interface Design {
  readonly id: string;
  readonly runs: readonly { readonly N: number; readonly D: number }[];
  /** Rows a run; 1 where only the last is logged. */
  readonly rows: number;
}

const spaced = (low: number, high: number, n: number): number[] =>
  Array.from({ length: n }, (_, i) => low * (high / low) ** (i / (n - 1)));

const fixed = (low: number, high: number, n: number, D: number): Design => ({
  id: `${n} sizes, ${D / 1e9}B`,
  runs: spaced(low, high, n).map((N) => ({ N, D })),
  rows: 60,
});

const ratio = (n: number, times: number, rows = 60): Design => ({
  id: `${n} sizes, ${times}N${rows === 1 ? ", finals" : ""}`,
  runs: spaced(5e7, 3e9, n).map((N) => ({ N, D: times * N })),
  rows,
});

/** The eight of the aim. */
export const designs: readonly Design[] = [
  ...[4, 6, 8].map((n) => fixed(0.275e9, 3.354e9, n, 5e11)),
  ...[4, 6, 8, 12].map((n) => ratio(n, 80)),
  fixed(5e7, 2e9, 6, 1e11),
];

/** Grids of final losses. */
export const finalDesigns: readonly Design[] = [
  {
    id: "isoFLOP 5 × 7",
    runs: spaced(1e19, 1e21, 5).flatMap((C) => {
      const middle = Math.sqrt(C / 6 / 20);
      return spaced(middle / 4, middle * 4, 7).map((N) => ({ N, D: C / 6 / N }));
    }),
    rows: 1,
  },
  ratio(6, 20, 1),
  ratio(10, 20, 1),
];

export interface Trouble {
  readonly cosine?: boolean;
  /** The largest size's losses are this much too high. */
  readonly badLargest?: number;
  /** One row of the middle run is this much too low. */
  readonly spike?: number;
  readonly runError?: number;
}

const rowError = 0.003;
const along = 0.7;

/** One study of a design. The same seed gives the same study. */
export function studyOf(truth: Truth, { runs, rows }: Design, seed: number, trouble: Trouble = {}): Curve[] {
  const draw = normal(random(seed));
  const largest = Math.max(...runs.map(({ N }) => N));
  return runs.map(({ N, D: end }, r) => {
    const own = (trouble.runError ?? 0.003) * draw() + (N === largest ? Math.log1p(trouble.badLargest ?? 0) : 0);
    let error = rowError * draw();
    const D = Float64Array.from({ length: rows }, (_, i) => (end * (i + 1)) / rows);
    const loss = D.map((d, i) => {
      if (i > 0) error = along * error + Math.sqrt(1 - along * along) * rowError * draw();
      const high = trouble.cosine === true ? 1 + 0.03 * (1 + Math.cos((Math.PI * d) / end)) : 1;
      const low =
        trouble.spike !== undefined && r === runs.length >> 1 && i === Math.floor(rows * 0.7) ? 1 - trouble.spike : 1;
      return lossAt(truth, N, d) * high * low * Math.exp(own + (rows === 1 ? 0 : error));
    });
    const C = D.map((d) => 6 * N * d);
    return { run: `${N.toPrecision(3)}-${r}`, size: N, x: C, loss, columns: { N: D.map(() => N), D, C } };
  });
}
