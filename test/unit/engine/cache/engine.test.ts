import assert from "node:assert/strict";
import { createLocalFitRunner } from "../../../../src/engine/fitRunner";
import { createEngine, type Engine } from "../../../../src/engine/engine";
import type { PanelView } from "../../../../src/core/views/views";
import type { CachePlace, Push } from "../../../../src/protocol/jobs";
import { FakeClock } from "../../fakeClock";
import { MemorySource } from "../memorySource";
import { MemoryStore } from "./memoryStore";

const path = "/logs/mix/1B/metrics.jsonl";

/** A window of its own: reads, shows the trends, and gives what it showed. */
async function session(
  source: MemorySource,
  store: MemoryStore,
  cache: CachePlace,
  clock: FakeClock,
): Promise<{ engine: Engine; view: PanelView }> {
  const views: PanelView[] = [];
  const engine = createEngine({
    source,
    push: (push: Push) => {
      if (push.type === "page" && push.message.type === "view") views.push(push.message.view);
    },
    fits: createLocalFitRunner(),
    clock,
    cache: { store: () => store, build: "1" },
  });
  const settings = { runPattern: "", exclude: [], pollSeconds: 0, cache };
  await engine.handle("open", { roots: [{ path: "/logs", name: "logs" }], settings });
  await engine.handle("intent", { type: "ready", chartWidth: 300 });
  const view = views.at(-1);
  assert.ok(view);
  return { engine, view };
}

describe("engine/cache: the engine", () => {
  it("lays down what it read once the views are out, shows the same by it, and deletes it at zero", async () => {
    const source = new MemorySource();
    const store = new MemoryStore();
    const clock = new FakeClock();
    const rows = Array.from(
      { length: 2000 },
      (_, i) => `{"step":${i},"tokens":${i * 1e6},"val_loss":${4 - i / 1e4}}\n`,
    );
    source.write(path, rows.join(""));
    const place = { folder: "anywhere", bytes: 1e9 };
    const first = await session(source, store, place, clock);
    assert.equal(store.entries.size, 0, "not before the views");
    const kept = (count: number): boolean => store.entries.size === count;
    await clock.until(() => kept(1));
    first.engine.close();
    source.bytesRead = 0;
    const second = await session(source, store, place, clock);
    assert.equal(source.bytesRead, 4096);
    assert.deepStrictEqual(second.view, first.view);
    second.engine.close();
    const off = await session(source, store, { ...place, bytes: 0 }, clock);
    assert.deepStrictEqual(off.view, first.view);
    await clock.until(() => kept(0));
    off.engine.close();
  });
});
