/**
 * What a log costs that is read and then grows: reading it whole, the memory its columns take, and the time from one appended
 * line to the points that a chart of it draws.
 */
import { appendFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { downsample } from "../../src/core/series/downsample";
import { openLogIndex } from "../../src/engine/logFiles";
import { createNodeSource } from "../../src/engine/source/nodeSource";
import { tokensPerStep, writeLog } from "./log";
import { say } from "./say";

const megabyte = 1e6;
const folder = mkdtempSync(join(tmpdir(), "isoflop-live-"));
try {
  const path = join(folder, "run-1B.jsonl");
  const rows = writeLog(path, 400 * megabyte);
  const size = statSync(path).size;
  const start = performance.now();
  const index = await openLogIndex(createNodeSource(), [{ path: folder, name: "live" }]);
  const took = performance.now() - start;
  say("a log on disk, read whole", size / 1e3 / took, "MB/s");
  index.runs()[0]?.series("eval/loss");
  const shown: number[] = [];
  for (let k = 1; k <= 7; k++) {
    appendFileSync(
      path,
      `{"step": ${rows + k}, "tokens": ${(rows + k) * tokensPerStep}, "train/loss": 2, "eval/loss": 2}\n`,
    );
    const appended = performance.now();
    await index.changed([path]);
    const series = index.runs()[0]?.series("eval/loss");
    if (series?.tokens === undefined || series.value.length !== rows + k)
      throw new Error("the appended row is not read");
    downsample(series.tokens, series.value, { width: 1600, low: 1e6, high: 1e13, scale: "log" });
    shown.push(performance.now() - appended);
  }
  shown.sort((a, b) => a - b);
  say(
    `one line appended to ${(size / megabyte).toFixed(0)} MB, to the points of its chart`,
    shown[3] ?? NaN,
    "ms",
    100,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
