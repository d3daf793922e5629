import { frontierExponents } from "../../../../src/core/plan/approach1";
import type { Curve } from "../../../../src/core/fit/points/curve";
import { fitGroup } from "../../../../src/core/fit/group";
import { defaultProtocol, type Protocol } from "../../../../src/core/fit/protocol/protocol";
import { numbers, readCsv } from "../data";
import { fitRows } from "../fitting";
import { atMost, near, type Case, type Row } from "../row";

const rows477 = "gemstones/approach1_hot_477_with_flops.csv";
const hot = "gemstones/wandb_df_for_fitting_hot.csv";

function approach1(): Row[] {
  const table = readCsv(rows477);
  const [N, D, loss] = [numbers(table, "params"), numbers(table, "tokens"), numbers(table, "final_loss")];
  const exact = frontierExponents({ C: numbers(table, "FLOPs"), N, D, loss });
  const rough = frontierExponents({ C: numbers(table, "FLOPs_6ND"), N, D, loss });
  if (exact === undefined || rough === undefined) throw new Error("no hull");
  return [
    near("hull points", 21, exact.vertices.length, 0),
    near("N slope", 0.499380216083, exact.params.slope, 1e-9),
    near("N intercept", -2.8451077, exact.params.intercept, 1e-8),
    near("D slope", 0.480988823213, exact.tokens.slope, 1e-9),
    near("N slope with 6ND", 0.5384, rough.params.slope, 5e-6),
    near("hull loss law a", 51.462, Math.exp(exact.loss.intercept), 5e-4),
    near("hull loss law b", 0.06198, -exact.loss.slope, 5e-6),
  ];
}

/** One curve a run, against 6ND. */
function curves(): Curve[] {
  const table = readCsv(rows477);
  const names = table["run_name"] ?? [];
  return [...new Set(names)].map((run) => {
    const own = (column: string): Float64Array => numbers(table, column, (i) => names[i] === run);
    return { run, size: own("params")[0] ?? NaN, x: own("FLOPs_6ND"), loss: own("final_loss") };
  });
}

function spacing(change: Partial<Protocol>, a: number, b: number): Row[] {
  const { fit } = fitGroup(curves(), { ...defaultProtocol, law: "power", minFlops: 3e19, bootstrap: 0, ...change });
  if (fit.status !== "fitted") throw new Error(fit.reason);
  const words = `${change.frontier}, ${change.spacing}`;
  const value = (id: string): number => fit.coefficients.find((c) => c.id === id)?.value ?? NaN;
  return [near(`a (${words})`, a, value("a"), 5e-5), near(`b (${words})`, b, value("b"), 5e-6)];
}

function approach3(): Row[] {
  const table = readCsv(hot);
  const inputs = { N: numbers(table, "params_active_precise"), D: numbers(table, "tokens") };
  const loss = numbers(table, "final_loss");
  const wide = fitRows("chinchilla", "huber:1e-3", inputs, loss);
  const narrow = fitRows("chinchilla", "huber:1e-4", inputs, loss);
  return [
    atMost("objective, δ = 1e-3", 0.001981612809 * (1 + 1e-6), wide.fit.objective.value),
    near("α", 0.292892, wide.value("alpha"), 2e-6),
    near("β", 0.712979, wide.value("beta"), 2e-6),
    near("ln A", 5.36169, Math.log(wide.value("A")), 2e-5),
    near("ln B", 15.41845, Math.log(wide.value("B")), 2e-5),
    near("ln E", 0.762303, Math.log(wide.value("E")), 2e-6),
    atMost("objective, δ = 1e-4", 0.0002075051556 * (1 + 1e-6), narrow.fit.objective.value),
  ];
}

const section = "3";

export const gemstones: readonly Case[] = [
  { section, title: "Gemstones 2025: approach 1", file: rows477, rows: approach1 },
  {
    section,
    title: "Gemstones 2025: frontier spacing",
    file: rows477,
    rows: () => [
      ...spacing({ spacing: "linear", frontier: "envelope" }, 23.7279, 0.04576),
      ...spacing({ spacing: "linear", frontier: "hull" }, 23.8643, 0.04589),
      ...spacing({ spacing: "log", frontier: "envelope" }, 27.8852, 0.04918),
      ...spacing({ spacing: "log", frontier: "hull" }, 28.0566, 0.04932),
    ],
  },
  { section, title: "Gemstones 2025: approach 3", file: hot, rows: approach3 },
];
