/**
 * Reopening a folder of 1 GB: a hundred seeded logs of 10 MB in JSON Lines, read for the first time and then by what was kept of
 * them, each in a process of its own (medians of 5 of the latter). The files are in the system's memory both times.
 */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeLog } from "./log";
import { median, openIn, prepare } from "./openings";
import { say } from "./say";

const sizes = ["100M", "200M", "400M", "800M", "1.6B"];
const base = mkdtempSync(join(tmpdir(), "isoflop-cache-"));
try {
  await prepare();
  const folder = join(base, "study");
  const cache = join(base, "cache");
  const old = new Date(Date.now() - 3_600_000);
  let bytes = 0;
  for (let k = 0; k < 100; k++) {
    const run = join(folder, `mix-${k % 20}`, sizes[Math.floor(k / 20)] ?? "");
    mkdirSync(run, { recursive: true });
    const log = join(run, "metrics.jsonl");
    writeLog(log, 10e6, k + 1);
    utimesSync(log, old, old);
    bytes += statSync(log).size;
  }
  mkdirSync(cache);
  const cold = openIn(folder, cache, 100);
  const kept = readdirSync(cache).reduce((sum, name) => sum + statSync(join(cache, name)).size, 0);
  const warm = Array.from({ length: 5 }, () => openIn(folder, cache));
  for (const { runs } of [cold, ...warm]) assert.equal(runs, 100);
  say(`${(bytes / 1e6).toFixed(0)} MB in 100 logs, to the first view: read`, cold.view, "ms");
  say("  by what was kept of them", median(warm.map(({ view }) => view)), "ms", 1000);
  say("  … processor time, start of the program included", median(warm.map(({ cpu }) => cpu)), "ms");
  say("  kept on disk", kept / 1e6, "MB");
  say("  memory: read", cold.megabytes, "MB");
  say("  … by what was kept", median(warm.map(({ megabytes }) => megabytes)), "MB");
} finally {
  rmSync(base, { recursive: true, force: true });
}
