import { spawnSync } from "node:child_process";
import process, { env } from "node:process";
import type { Curve } from "../../src/core/fit/points/curve";
import { fitGroup } from "../../src/core/fit/group";
import { defaultProtocol } from "../../src/core/fit/protocol/protocol";
import { fit100M } from "./fit/cases/multiPower";
import { numbers, readCsv } from "./fit/data";
import { fitRows } from "./fit/fitting";
import { say } from "./say";

/** Time that this process has had of the processors, in ms: unlike the clock's it does not grow with what else the machine does. */
const busy = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1000;

/** The median time of a piece of work in ms, after it has been run often enough to be compiled. */
function median(times: number, work: () => void): number {
  for (let i = 0; i < Math.min(times, 5); i++) work();
  const took = Array.from({ length: times }, () => {
    const began = busy();
    work();
    return busy() - began;
  });
  return took.sort((a, b) => a - b)[Math.floor(times / 2)] ?? NaN;
}

/** Besiroglu's 240 points. */
function points(): { N: Float64Array; D: Float64Array; L: Float64Array } {
  const table = readCsv("besiroglu/points.csv");
  const loss = numbers(table, "loss");
  const highest = loss.slice().sort()[loss.length - 6] ?? Infinity;
  const keep = (i: number): boolean => (loss[i] ?? NaN) <= highest;
  const N = numbers(table, "Model Size", keep);
  const D = numbers(table, "Training FLOP", keep).map((c, i) => c / (6 * (N[i] ?? NaN)));
  return { N, D, L: numbers(table, "loss", keep) };
}

/** 24 runs of 100 000 rows. */
function longRuns(): Curve[] {
  return Array.from({ length: 24 }, (_, k) => {
    const size = 1e8 * 1.17 ** k;
    const D = Float64Array.from({ length: 100_000 }, (_, i) => 1e6 * (i + 1) * (1 + k / 8));
    const loss = D.map((d, i) => (1.69 + 406.4 / size ** 0.34 + 410.7 / d ** 0.28) * (1 + 0.002 * Math.sin(i * 7 + k)));
    return { run: `run ${k}`, size, x: D.map((d) => 6 * size * d), loss };
  });
}

const { N, D, L } = points();
const fit = (bootstrap: number): ReturnType<typeof fitRows> =>
  fitRows("chinchilla", "huber:1e-3", { N, D }, L, { bootstrap });
const global = median(21, () => fit(0));
say("Chinchilla, 240 points, global optimum", global, "ms", 10);
say(
  "4000 bootstrap refits of it",
  median(3, () => fit(4000)),
  "ms",
  2000,
);

const runs = longRuns();
const twelve = median(5, () => {
  for (let group = 0; group < 12; group++) fitGroup(runs, defaultProtocol);
});
say("12 groups × power on frontiers of 24 runs × 100k, intervals", twelve, "ms", 300);

const began = busy();
fit100M();
say("MultiPowerLaw on three curves of 24k steps", (busy() - began) / 1000, "s", 10);

const given = JSON.stringify({ N: [...N], D: [...D], L: [...L], every: 50 });
const peer = spawnSync(env["PYTHON"] ?? "python3", ["test/bench/fit/peer.py"], {
  input: given,
  encoding: "utf8",
  // Threads that wait for each other would count as time of the processor.
  env: { ...env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" },
});
if (peer.status !== 0) console.log("  SKIPPED: no Python with scipy here to compare with (PYTHON names one)");
else {
  const { seconds, objective } = JSON.parse(peer.stdout) as { seconds: number; objective: number };
  say("scipy L-BFGS, 4500 starts (every 50th run, scaled)", seconds, "s");
  say("  times as long as ours", (1000 * seconds) / global, "×");
  say("  its objective over ours", objective / fit(0).fit.objective.value, "×");
}
