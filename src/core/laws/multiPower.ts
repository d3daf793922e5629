import { columnOf } from "./columns";
import type { Bound, Inputs, Law } from "./law";

/** The learning rate of a run at each step, from step 0 on. */
export type Schedule = Float64Array;

/** Parts into which the changes of rate between two rows are gathered, and those before the first row. */
const partsBetweenRows = 4;
const partsBefore = 48;

/**
 * The loss of a run under a learning-rate schedule: L(t) = L0 + A·S₁(t)^−α + B·Σ_k (η_k − η_{k−1})·(1 − (1 + C·η_k^−γ·S_k(t))^−β), S₁
 * the sum of the rates so far, S_k their sum from step k on. MultiPowerLaw, Luo et al. 2025, eq. 3. A law for given schedules: the
 * column "run" says which of them a row is under, "step" where. Changes of rate between two rows are gathered into four parts,
 * about their centres.
 */
export function multiPowerLaw(schedules: readonly Schedule[]): Law {
  const grid = [0.2, 0.4, 0.6, 0.9];
  return {
    id: "multi-power",
    label: "Multi-power law",
    formula: "L = {L0} + {A}·S1^(−{alpha}) + {B}·Σ Δη·(1 − (1 + {C}·η^(−{gamma})·S)^(−{beta}))",
    inputs: ["run", "step"],
    params: [
      { id: "L0", symbol: "L₀", meaning: "loss in the limit", lower: 0, upper: Infinity },
      { id: "A", symbol: "A", meaning: "prefactor of the rate summed", lower: 0, upper: Infinity },
      { id: "B", symbol: "B", meaning: "gain from lowering the rate", lower: 0, upper: Infinity },
      { id: "alpha", symbol: "α", meaning: "exponent of the rate summed", lower: 1e-3, upper: 5, grid },
      { id: "C", symbol: "C", meaning: "how soon the gain comes", lower: 1e-9, upper: 1e9, grid: [0.3, 1, 3, 10] },
      { id: "beta", symbol: "β", meaning: "how the gain levels off", lower: 1e-3, upper: 20, grid: [0.3, 0.6, 1] },
      { id: "gamma", symbol: "γ", meaning: "exponent of the rate in the gain", lower: -3, upper: 3, grid: [0.3, 0.6] },
    ],
    linear: ["L0", "A", "B"],
    bind: (x, n) => bindSchedules(schedules, x, n),
  };
}

/** Changes of rate gathered: their sum, the logarithm of their rate, the rates summed before them. */
interface Changes {
  readonly total: Float64Array;
  readonly logRate: Float64Array;
  readonly before: Float64Array;
  /** C·η^−γ of each, at the theta last evaluated. */
  readonly weight: Float64Array;
}

/** What one row needs: the rates summed up to it, and how many gathered changes come before it. */
interface Row {
  readonly sum: number;
  readonly changes: Changes;
  readonly upTo: number;
}

function bindSchedules(schedules: readonly Schedule[], x: Inputs, n: number): Bound {
  const rows = rowsOf(schedules, columnOf(x, "run", n), columnOf(x, "step", n));
  return {
    evaluate(theta, loss, jacobian) {
      const [L0 = NaN, A = NaN, B = NaN, alpha = NaN, C = NaN, beta = NaN, gamma = NaN] = theta;
      for (const { logRate, weight } of new Set(rows.flatMap((row) => row?.changes ?? [])))
        for (let b = 0; b < weight.length; b++) weight[b] = C * Math.exp(-gamma * (logRate[b] ?? NaN));
      rows.forEach((row, i) => {
        const power = row === undefined ? NaN : Math.exp(-alpha * Math.log(row.sum));
        const gain = row === undefined ? undefined : gainOf(row, C, beta, jacobian !== undefined);
        loss[i] = L0 + A * power + B * (gain?.value ?? NaN);
        if (jacobian === undefined) return;
        jacobian[i] = 1;
        jacobian[n + i] = power;
        jacobian[2 * n + i] = gain?.value ?? NaN;
        jacobian[3 * n + i] = -A * power * Math.log(row?.sum ?? NaN);
        jacobian[4 * n + i] = B * (gain?.byC ?? NaN);
        jacobian[5 * n + i] = B * (gain?.byBeta ?? NaN);
        jacobian[6 * n + i] = B * (gain?.byGamma ?? NaN);
      });
    },
  };
}

interface Gain {
  readonly value: number;
  readonly byC: number;
  readonly byBeta: number;
  readonly byGamma: number;
}

function gainOf({ sum, changes, upTo }: Row, C: number, beta: number, slopes: boolean): Gain {
  let [value, byC, byBeta, byGamma] = [0, 0, 0, 0];
  for (let b = 0; b < upTo; b++) {
    const total = changes.total[b] ?? NaN;
    const z = (changes.weight[b] ?? NaN) * (sum - (changes.before[b] ?? NaN));
    const log = Math.log1p(z);
    const left = Math.exp(-beta * log);
    value += total * (1 - left);
    if (!slopes) continue;
    const byZ = (total * beta * left * z) / (1 + z);
    byC += byZ / C;
    byGamma -= byZ * (changes.logRate[b] ?? NaN);
    byBeta += total * left * log;
  }
  return { value, byC, byBeta, byGamma };
}

/** Undefined for a row that is under no schedule, or past its end. */
function rowsOf(schedules: readonly Schedule[], run: Float64Array, step: Float64Array): (Row | undefined)[] {
  const rows = new Array<Row | undefined>(run.length).fill(undefined);
  schedules.forEach((schedule, r) => {
    const own = [...run.keys()].filter(
      (i) => run[i] === r && (step[i] ?? -1) >= 0 && (step[i] ?? NaN) < schedule.length,
    );
    const ends = [...new Set(own.map((i) => Math.floor(step[i] ?? 0)))].sort((a, b) => a - b);
    const { changes, upTo, sums } = gather(schedule, ends);
    const place = new Map(ends.map((end, k) => [end, k]));
    for (const i of own) {
      const k = place.get(Math.floor(step[i] ?? 0)) ?? 0;
      rows[i] = { sum: sums[k] ?? NaN, changes, upTo: upTo[k] ?? 0 };
    }
  });
  return rows;
}

/** Walks a schedule once, gathering its changes of rate between the given steps. */
function gather(schedule: Schedule, ends: readonly number[]): { changes: Changes; upTo: number[]; sums: number[] } {
  const [total, logRate, before]: [number[], number[], number[]] = [[], [], []];
  const [upTo, sums]: [number[], number[]] = [[], []];
  let sum = schedule[0] ?? 0;
  let from = 1;
  for (const end of ends) {
    const parts = upTo.length === 0 ? partsBefore : partsBetweenRows;
    for (let part = 1; part <= parts; part++) {
      const to = from + Math.ceil(((end + 1 - from) * part) / parts);
      const start = part === 1 ? from : from + Math.ceil(((end + 1 - from) * (part - 1)) / parts);
      let [size, change, logs, sumsBefore] = [0, 0, 0, 0];
      for (let k = start; k < to; k++) {
        const rate = schedule[k] ?? NaN;
        const delta = rate - (schedule[k - 1] ?? NaN);
        if (delta !== 0 && rate > 0) {
          size += Math.abs(delta);
          change += delta;
          logs += Math.abs(delta) * Math.log(rate);
          sumsBefore += Math.abs(delta) * sum;
        }
        sum += rate;
      }
      if (size === 0) continue;
      total.push(change);
      logRate.push(logs / size);
      before.push(sumsBefore / size);
    }
    from = end + 1;
    upTo.push(total.length);
    sums.push(sum);
  }
  const column = (values: number[]): Float64Array => Float64Array.from(values);
  const weight = new Float64Array(total.length);
  return { changes: { total: column(total), logRate: column(logRate), before: column(before), weight }, upTo, sums };
}

/**
 * The rate at every step from rates logged at some: straight lines between logged steps, and from 0 at step 0 to the first of them,
 * a warm-up. Steps rise; the schedule ends at the last.
 */
export function scheduleFromLog(step: Float64Array, rate: Float64Array): Schedule {
  const last = Math.floor(step[step.length - 1] ?? -1);
  const schedule = new Float64Array(Math.max(last + 1, 0));
  let [fromStep, fromRate] = [0, 0];
  step.forEach((to, i) => {
    const end = rate[i] ?? NaN;
    for (let k = Math.ceil(fromStep); k <= Math.min(to, last); k++)
      schedule[k] = to > fromStep ? fromRate + ((end - fromRate) * (k - fromStep)) / (to - fromStep) : end;
    [fromStep, fromRate] = [to, end];
  });
  return schedule;
}
