import process from "node:process";
import { spawnSync } from "node:child_process";
import type { Curve } from "../../../src/core/fit/points/curve";
import type { Truth } from "./studies";

/** What the field does by hand: scipy's Chinchilla fit of all rows. Undefined, and said, where there is no Python with scipy. */
export function peerFits(studies: readonly (readonly Curve[])[]): Truth[] | undefined {
  const input = JSON.stringify(studies.map(rowsOf));
  const { status, stdout, stderr } = spawnSync(process.env["PYTHON"] ?? "python3", ["test/bench/coverage/peer.py"], {
    input,
    encoding: "utf8",
    maxBuffer: 1e8,
    env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
  });
  if (status !== 0) {
    console.warn(
      `SKIPPED: no peer to compare with (PYTHON names a Python with scipy): ${stderr.trim().split("\n").at(-1) ?? ""}`,
    );
    return undefined;
  }
  return (JSON.parse(stdout) as number[][]).map(([E = NaN, A = NaN, B = NaN, alpha = NaN, beta = NaN]) => {
    return { id: "scipy", E, A, B, alpha, beta };
  });
}

const rowsEach = 20;

/** Up to twenty rows a run, evenly spaced, from a tenth of it on. */
function rowsOf(curves: readonly Curve[]): { N: number[]; D: number[]; L: number[] } {
  const out = { N: [] as number[], D: [] as number[], L: [] as number[] };
  for (const { size, x, loss, columns } of curves) {
    const end = x.at(-1) ?? NaN;
    const rows = [...x.keys()].filter((i) => (x[i] ?? NaN) >= 0.1 * end && (loss[i] ?? NaN) > 0);
    const step = Math.max(1, Math.ceil(rows.length / rowsEach));
    for (let k = rows.length - 1; k >= 0; k -= step) {
      const row = rows[k] ?? 0;
      const D = columns?.["D"]?.[row] ?? NaN;
      if (!(D > 0 && size > 0)) continue;
      out.N.push(size);
      out.D.push(D);
      out.L.push(loss[row] ?? NaN);
    }
  }
  return out;
}
