/**
 * What the extension host pays: the size of its bundle, the time of its activation (against a stand-in for the `vscode` module,
 * so without VS Code's own share; the in-editor suite reads VS Code's own figure), and how long its event loop is held up while
 * the engine reads a log of 200 MB.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { chartsOf } from "../../src/core/views/figure";
import type { Push } from "../../src/protocol/jobs";
import { EngineClient, engineChannel } from "../../src/worker/client";
import { tokensPerStep, writeLog } from "./log";
import { say } from "./say";

const bundle = resolve("dist/extension.cjs");
const megabyte = 1e6;

/** Anything asked of it is again such a thing: callable, constructible, with every property. */
const standIn: unknown = new Proxy(
  function stand() {
    return undefined;
  },
  {
    get: (_target, key) => (key === Symbol.toPrimitive ? () => "" : key === "then" ? undefined : standIn),
    apply: () => standIn,
    construct: () => standIn as object,
  },
);

function activations(times: number): number[] {
  const load = Module as unknown as { _load: (name: string, ...rest: unknown[]) => unknown };
  const original = load._load;
  load._load = (name, ...rest) => (name === "vscode" ? standIn : original(name, ...rest));
  const require = createRequire(bundle);
  const took = Array.from({ length: times }, () => {
    Reflect.deleteProperty(require.cache, bundle);
    const start = performance.now();
    (require(bundle) as { activate: (context: unknown) => unknown }).activate(standIn);
    return performance.now() - start;
  });
  load._load = original;
  return took;
}

async function reading(folder: string): Promise<void> {
  const path = join(folder, "metrics.jsonl");
  const rows = writeLog(path, 200 * megabyte);
  const size = statSync(path).size;
  const pushes: Push[] = [];
  const engine = new EngineClient({
    channel: engineChannel(resolve("dist/worker.cjs")),
    push: (push) => pushes.push(push),
    restarted: () => assert.fail("the engine died"),
    gaveUp: () => assert.fail("the engine died"),
  });
  await engine.call("choices", null);
  const delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  const start = performance.now();
  const settings = { runPattern: "", exclude: [], pollSeconds: 0 };
  const { runs } = await engine.call("open", { roots: [{ path: folder, name: "bench" }], settings });
  const seconds = (performance.now() - start) / 1000;
  await engine.call("intent", { type: "ready", chartWidth: 800 });
  delay.disable();
  const views = pushes.flatMap((push) =>
    push.type === "page" && push.message.type === "view" ? [push.message.view] : [],
  );
  assert.equal(runs, 1);
  const line = views.flatMap(({ figure }) => chartsOf(figure)).at(-1)?.lines[0];
  assert.equal(line?.x.at(-1), rows * tokensPerStep, "the trends are drawn to the last row");
  say(`reading ${(size / megabyte).toFixed(0)} MB, ${rows} rows`, seconds, "s");
  say("  that is", size / megabyte / seconds, "MB/s");
  say("  the host's event loop held up: median", delay.percentile(50) / 1e6, "ms");
  say("  … 99th percentile", delay.percentile(99) / 1e6, "ms");
  say("  … longest", delay.max / 1e6, "ms", 50);
  engine.dispose();
}

say("host bundle", statSync(bundle).size / 1000, "KB", 150);
const took = activations(21);
const first = took[0] ?? NaN;
took.sort((a, b) => a - b);
say("activation (load and activate), first", first, "ms", 50);
say("activation, median of 21", took[10] ?? NaN, "ms", 50);
const folder = mkdtempSync(join(tmpdir(), "isoflop-bench-"));
try {
  await reading(folder);
} finally {
  rmSync(folder, { recursive: true });
}
