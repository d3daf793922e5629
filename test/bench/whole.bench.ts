/**
 * Whole processes, start of Node and of the program included: 100 MB of JSON Lines against a script that cuts the file into lines and
 * calls JSON.parse, and 1 GB in 100 files read by one thread and by as many as there are cores. By turns, medians of three.
 * `ISOFLOP_BENCH_SCALE=0.1` makes the inputs a tenth as large. Uses dist/worker.cjs, which `npm run build` makes.
 */
import assert from "node:assert/strict";
import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, utimesSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { env, execPath } from "node:process";
import { performance } from "node:perf_hooks";
import { writeLog } from "./log";
import { median } from "./openings";
import { say } from "./say";

const turns = 3;
const scale = Number(env["ISOFLOP_BENCH_SCALE"] ?? 1);
const folder = mkdtempSync(join(tmpdir(), "isoflop-whole-"));
const script = (name: string): string => join("dist", "bench", `${name}.mjs`);

/** Milliseconds that a process of its own takes, and what it says. */
function timed(args: readonly string[]): { readonly ms: number; readonly said: string } {
  const began = performance.now();
  const said = execFileSync(execPath, args, { encoding: "utf8" });
  return { ms: performance.now() - began, said: said.trim() };
}

/** A log of so many bytes that nobody is writing any more. */
function writeOld(path: string, bytes: number, seed: number): number {
  mkdirSync(join(path, ".."), { recursive: true });
  const rows = writeLog(path, bytes, seed);
  utimesSync(path, 1.7e9, 1.7e9);
  return rows;
}

function compare(first: readonly string[], second: readonly string[]): readonly [number, number, number] {
  const pairs = Array.from({ length: turns }, () => {
    const [a, b] = [timed(first), timed(second)];
    assert.equal(a.said, b.said);
    return [a.ms, b.ms] as const;
  });
  const of = (k: 0 | 1): number => median(pairs.map((pair) => pair[k]));
  return [of(0), of(1), median(pairs.map(([a, b]) => b / a))];
}

try {
  await build({
    entryPoints: ["wholeRead", "wholeParse"].map((name) => join("test", "bench", "whole", `${name}.ts`)),
    outdir: join("dist", "bench"),
    outExtension: { ".js": ".mjs" },
    // With what it needs, as the program is shipped.
    ...{ bundle: true, minify: true, platform: "node", format: "esm", target: "node20", logLevel: "warning" },
    banner: {
      js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\nconst __filename = import.meta.filename, __dirname = import.meta.dirname;",
    },
  });
  const log = join(folder, "one", "metrics.jsonl");
  writeOld(log, 100e6 * scale, 1);
  const [ours, theirs, times] = compare([script("wholeRead"), join(folder, "one"), "1"], [script("wholeParse"), log]);
  say(`JSON Lines, ${100 * scale} MB, the whole process`, ours, "ms");
  say("  chunks, lines and JSON.parse", theirs, "ms");
  say("  times as fast", times, "×");

  for (let k = 0; k < 100; k++) writeOld(join(folder, "many", `run-${k}`, "metrics.jsonl"), 10e6 * scale, k + 1);
  const read = [script("wholeRead"), join(folder, "many")];
  const cores = availableParallelism();
  const [together, alone, faster] = compare([...read, String(cores)], [...read, "1"]);
  say(`${1000 * scale} MB in 100 files, ${cores} cores`, together, "ms");
  say("  one thread", alone, "ms");
  say("  times as fast", faster, "×");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
