/**
 * What a slow law costs everybody else: how soon views and hovers are answered while Farseer is fitted to every group of the example
 * study, in the threads that the extension uses (without an editor: its share is in test/editor/busy.test.ts).
 */
import assert from "node:assert/strict";
import { performance } from "node:perf_hooks";
import { resolve } from "node:path";
import type { PanelView } from "../../src/core/views/views";
import type { Intent } from "../../src/protocol/intents";
import { EngineClient, engineChannel } from "../../src/worker/client";
import { say } from "./say";

const folder = resolve("examples/native-multimodal");
const log = `${folder}/data-mix/30-30-40/3.354B/metrics.jsonl`;
const rounds = 12;

let isWanted: (view: PanelView) => boolean = () => false;
let shown: () => void = () => undefined;
const fail = (): void => assert.fail("the engine died");
const engine = new EngineClient({
  channel: engineChannel(resolve("dist/worker.cjs")),
  push: (push) => {
    if (push.type !== "page" || push.message.type !== "view") return;
    const { view } = push.message;
    engine.call("intent", { type: "drew", revision: view.revision, charts: 1, points: 1 }).catch(fail);
    if (isWanted(view)) shown();
  },
  restarted: fail,
  gaveUp: fail,
});

/** Milliseconds from an intent to a view that shows what it asked for. */
async function viewAfter(intent: Intent, wanted: (view: PanelView) => boolean): Promise<number> {
  const began = performance.now();
  const view = new Promise<void>((done) => {
    isWanted = wanted;
    shown = done;
  });
  await engine.call("intent", intent);
  await view;
  return performance.now() - began;
}

async function hover(): Promise<number> {
  const began = performance.now();
  assert.ok((await engine.call("lineHover", { path: log, line: 20 })) !== null);
  return performance.now() - began;
}

const settings = { runPattern: "", exclude: [], pollSeconds: 0 };
await engine.call("open", { roots: [{ path: folder, name: "native-multimodal" }], settings });
await engine.call("intent", { type: "ready", chartWidth: 600 });
let ended = false;
const fit = engine.call("fit", { fit: { law: "farseer", points: "all", bootstrap: 2000 } }).finally(() => {
  ended = true;
});
const took = { tab: [] as number[], x: [] as number[], hover: [] as number[] };
for (let round = 0; round < rounds; round++) {
  for (const tab of ["trends", "scaling"] as const)
    took.tab.push(await viewAfter({ type: "chose", patch: { tab } }, ({ choices }) => choices.tab === tab));
  for (const x of ["flops", "tokens"] as const)
    took.x.push(await viewAfter({ type: "chose", patch: { curves: { x } } }, ({ choices }) => choices.curves.x === x));
  took.hover.push(await hover());
}
assert.equal(ended, false, "the law is still being fitted");
engine.cancel();
assert.equal((await fit).cancelled, true);
engine.dispose();
for (const [what, all] of Object.entries(took)) {
  const sorted = all.sort((a, b) => a - b);
  say(`${what}: median of ${all.length}`, sorted[Math.floor(sorted.length / 2)] ?? NaN, "ms");
  say("  … longest", sorted.at(-1) ?? NaN, "ms", 150);
}
