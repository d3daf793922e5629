import { lossesAt, thetaOf } from "../../../../src/core/fit/solve/predict";
import type { Param } from "../../../../src/core/laws/law";
import { multiPowerLaw, type Schedule } from "../../../../src/core/laws/multiPower";
import { numbers, readCsv } from "../data";
import { fitRows } from "../fitting";
import { atMost, computed, near, type Case, type Row } from "../row";

const warmup = 2160;
const [peak, end] = [3e-4, 3e-5];
const trained = ["cosine_24000", "constant_24000", "wsdcon_9"];
const tested = ["constant_72000", "cosine_72000", "wsd_20000_24000", "wsdcon_18", "wsdcon_3", "wsdld_20000_24000"];

/** The published schedules, from step 0 on. */
function scheduleOf(name: string): Schedule {
  const [kind = "", first = ""] = name.split("_");
  const last = kind === "wsdcon" ? 16000 : kind.startsWith("wsd") ? 24000 : Number(first);
  const after = (step: number): number => {
    const cooled = (step - 20000) / 4000;
    switch (kind) {
      case "cosine":
        return end + ((peak - end) / 2) * (1 + Math.cos((Math.PI * (step - warmup)) / (last - warmup)));
      case "wsdcon":
        return step < 8000 ? peak : Number(first) * 1e-5;
      case "wsd":
        return step < 20000 ? peak : peak * (end / peak) ** cooled;
      case "wsdld":
        return step < 20000 ? peak : peak + (end - peak) * cooled;
      default:
        return peak;
    }
  };
  return Float64Array.from({ length: last + 1 }, (_, step) => (step < warmup ? (peak * step) / warmup : after(step)));
}

interface Curves {
  readonly run: Float64Array;
  readonly step: Float64Array;
  readonly loss: Float64Array;
}

function curves(folder: string, names: readonly string[]): Curves {
  const parts = names.map((name, r) => {
    const table = readCsv(`multipowerlaw/${folder}/${name}.csv`);
    const steps = numbers(table, "step");
    const keep = (i: number): boolean => !(steps[i] === 24000 && name.includes("24000"));
    const loss = numbers(table, "loss", keep);
    return { run: loss.map(() => r), step: steps.filter((_, i) => keep(i)), loss };
  });
  const join = (key: keyof Curves): Float64Array => Float64Array.from(parts.flatMap((part) => [...part[key]]));
  return { run: join("run"), step: join("step"), loss: join("loss") };
}

/** R² and mean absolute error, each run's own, averaged over the runs held out. */
function heldOut(folder: string, theta: Float64Array): { r2: number; mae: number } {
  const each = tested.map((name) => {
    const { run, step, loss } = curves(folder, [name]);
    const predicted = lossesAt(multiPowerLaw([scheduleOf(name)]).bind({ run, step }, loss.length), loss.length, theta);
    const mean = loss.reduce((sum, l) => sum + l, 0) / loss.length;
    const [left, total, off] = [0, 1, 2].map((which) =>
      loss.reduce((sum, l, i) => {
        const error = l - (predicted[i] ?? NaN);
        return sum + (which === 0 ? error ** 2 : which === 1 ? (l - mean) ** 2 : Math.abs(error));
      }, 0),
    );
    return { r2: 1 - (left ?? NaN) / (total ?? NaN), mae: (off ?? NaN) / loss.length };
  });
  const average = (key: "r2" | "mae"): number => each.reduce((sum, one) => sum + one[key], 0) / each.length;
  return { r2: average("r2"), mae: average("mae") };
}

/** At the published parameters (L0, A, B, α, C, β, γ in the law's order). */
function published(folder: string, theta: readonly number[], r2: number, mae: number): Row[] {
  const found = heldOut(folder, Float64Array.from(theta));
  return [
    near("held-out R² at the published parameters", r2, found.r2, 1e-5),
    near("held-out mean absolute error there", mae, found.mae, 1e-5),
  ];
}

const ridge =
  "The three training curves leave a ridge along γ: from γ = 0.4 (objective 7.6e-5, held-out error .0037) by γ = ½ to the optimum at " +
  "γ = 1.36 (2.1e-5, .0050) the objective falls while the error on the six other curves grows. So .0037 belongs to fits that stop " +
  "on the way, at about 7e-5; scipy's L-BFGS-B, from the published parameters, goes past it on the same ridge, to 2.99e-5 and .0050.";

interface Found {
  readonly objective: number;
  /** Of the six curves held out. */
  readonly mae: number;
}

/** The law fitted to the three curves of 100M, its parameters as `param` leaves them. */
export function fit100M(param: (param: Param) => Param = (one) => one): Found {
  const { run, step, loss } = curves("csv_100", trained);
  const free = multiPowerLaw(trained.map(scheduleOf));
  const law = { ...free, params: free.params.map(param) };
  const { fit } = fitRows(law, "huber:1e-3", { run, step }, loss);
  return { objective: fit.objective.value, mae: heldOut("csv_100", thetaOf(law, fit)).mae };
}

/** The optimum of the objective, and the place on the way to it where γ is ½: see the note. */
function fitted(): Row[] {
  const half = (one: Param): Param => (one.id === "gamma" ? { ...one, lower: 0.5, upper: 0.5, grid: [0.5] } : one);
  const [optimum, held] = [fit100M(), fit100M(half)];
  return [
    atMost("train objective, sum of log-Huber 1e-3", 7e-5, optimum.objective),
    atMost("train objective, γ held at ½", 7e-5, held.objective),
    near("held-out mean absolute error, γ held at ½", 0.0037, held.mae, 5e-5),
    near("held-out mean absolute error at the optimum (scipy there: 0.00497)", 0.00497, optimum.mae, 5e-5),
  ];
}

const ofSchedules =
  "No command fits this law to several runs at once: `isoflop laws` does not list it, and no flag gives a run its learning-rate schedule.";
const pinned = `${ofSchedules} Here its parameters are the published ones, and the six curves held out are compared.`;

const section = "7";

export const multiPower: readonly Case[] = [
  {
    section,
    title: "MultiPowerLaw 2025: 25M as published",
    file: "multipowerlaw/csv_25/cosine_24000.csv",
    sources: [
      computed(pinned, () =>
        published(
          "csv_25",
          [3.04045406, 0.52468604, 363.78751622, 0.50786857, 2.06560812, 0.58279013, 0.64142257],
          0.998802,
          0.00376,
        ),
      ),
    ],
  },
  {
    section,
    title: "MultiPowerLaw 2025: 100M as published",
    file: "multipowerlaw/csv_100/cosine_24000.csv",
    sources: [
      computed(pinned, () =>
        published(
          "csv_100",
          [2.6514477, 0.60115152, 437.9464276, 0.45295811, 2.13245612, 0.59785199, 0.65523644],
          0.998301,
          0.004348,
        ),
      ),
    ],
  },
  {
    section,
    title: "MultiPowerLaw 2025: 100M fitted here",
    file: "multipowerlaw/csv_100/cosine_24000.csv",
    note: ridge,
    sources: [computed(ofSchedules, fitted)],
  },
];
