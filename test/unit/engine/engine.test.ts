import assert from "node:assert/strict";
import { chartsOf } from "../../../src/core/views/figure";
import { createEngine, type Engine } from "../../../src/engine/engine";
import type { PanelView, RunListView } from "../../../src/core/views/views";
import type { Push } from "../../../src/protocol/jobs";
import { MemorySource } from "./memorySource";
import { gridOf } from "../views/gridOf";

const settings = { runPattern: "", exclude: [], pollSeconds: 0 };
const sizes = [1e8, 4e8, 16e8];

/** A log of one size whose losses fall as 30·C^−0.05 with a bowl round its best C; `rows` of its 40 rows. */
function log(params: number, rows = 40): string {
  return Array.from({ length: rows }, (_, i) => {
    const tokens = params * 10 ** (i / 20 + 0.3);
    const C = 6 * params * tokens;
    const loss = 30 * C ** -0.05 * (1 + 0.01 * Math.log(C / (6 * 20 * params * params)) ** 2);
    return `${JSON.stringify({ step: i + 1, tokens, "eval/text/loss": loss })}\n`;
  }).join("");
}

function makeSource(): MemorySource {
  const source = new MemorySource();
  for (const mix of ["a-mix", "b-mix"])
    for (const params of sizes) {
      source.write(`/study/${mix}/${params / 1e9}B/metrics.jsonl`, log(params));
      source.write(`/study/${mix}/${params / 1e9}B/config.json`, JSON.stringify({ n_params: params, mix }));
    }
  return source;
}

/** An engine with a page that draws what it gets, or does not. */
async function start(
  source = makeSource(),
  draws = true,
): Promise<{ engine: Engine; pushes: Push[]; views: () => PanelView[] }> {
  const pushes: Push[] = [];
  const engine = createEngine({
    source,
    push: (push) => {
      pushes.push(push);
      if (draws && push.type === "page" && push.message.type === "view") {
        const { revision } = push.message.view;
        setImmediate(() => {
          engine.handle("intent", { type: "drew", revision, charts: 1, points: 1 }).catch(console.error);
        });
      }
    },
    cancelled: () => false,
  });
  await engine.handle("open", { roots: [{ path: "/study", name: "study" }], settings });
  const views = (): PanelView[] =>
    pushes.flatMap((push) => (push.type === "page" && push.message.type === "view" ? [push.message.view] : []));
  return { engine, pushes, views };
}

/** The newest list that was pushed. */
function listed(pushes: readonly Push[]): RunListView | undefined {
  return pushes.flatMap((push) => (push.type === "list" ? [push.list] : [])).at(-1);
}

async function until<T>(what: () => T | undefined | false): Promise<T> {
  for (let i = 0; i < 400; i++) {
    const found = what();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("did not come about in 2 s");
}

describe("the engine", () => {
  it("lists the runs by itself and draws only for a page that is up", async () => {
    const { engine, pushes, views } = await start();
    await until(() => listed(pushes)?.busy === undefined && listed(pushes)?.runs === 6);
    assert.equal(views().length, 0);
    await engine.handle("intent", { type: "ready", chartWidth: 300 });
    assert.equal(chartsOf((await until(() => views()[0])).figure).length, 1);
    engine.close();
  });

  it("fits every group, says how many, and shows the laws", async () => {
    const { engine, views } = await start();
    await engine.handle("intent", { type: "ready", chartWidth: 300 });
    assert.deepEqual(await engine.handle("fit", { fit: { bootstrap: 0 } }), {
      fitted: 2,
      notFitted: 0,
      cancelled: false,
    });
    const view = await until(() =>
      views().find(({ figure }) => chartsOf(figure).some(({ equation }) => equation !== undefined)),
    );
    assert.deepEqual(gridOf(view).rows, ["a-mix", "b-mix"]);
    const report = JSON.parse(await engine.handle("report", { format: "json" })) as { fits: unknown[] };
    assert.equal(report.fits.length, 2);
    engine.close();
  });

  it("sends no view to a page that has not drawn the last", async () => {
    const { engine, views } = await start(makeSource(), false);
    await engine.handle("intent", { type: "ready", chartWidth: 300 });
    for (const smoothing of [0.1, 0.2, 0.3]) {
      await engine.handle("intent", { type: "chose", patch: { trends: { smoothing } } });
      await new Promise((resolve) => setTimeout(resolve, 80));
    }
    assert.equal(views().length, 1);
    await engine.handle("intent", { type: "drew", revision: 1, charts: 1, points: 1 });
    const last = await until(() => views()[1]);
    assert.equal(last.choices.trends.smoothing, 0.3);
    await engine.handle("intent", { type: "ready", chartWidth: 300 });
    assert.equal(views().length, 3);
    engine.close();
  });

  it("reads an appended line only, and moves chart, list and law", async () => {
    const source = makeSource();
    const { engine, pushes, views } = await start(source);
    await engine.handle("intent", { type: "ready", chartWidth: 300 });
    await engine.handle("fit", { fit: { bootstrap: 0 } });
    const before = JSON.parse(await engine.handle("report", { format: "json" })) as unknown;
    const path = "/study/a-mix/1.6B/metrics.jsonl";
    source.write(path, log(16e8, 44));
    source.bytesRead = 0;
    await engine.handle("changed", { paths: [path] });
    assert.ok(source.bytesRead < 2000, `${source.bytesRead} bytes read for four lines`);
    await until(() => listed(pushes)?.groups[0]?.runs.at(-1)?.description.includes("451B tokens"));
    const drawn = views().length;
    await until(() => views().length > drawn);
    const after: unknown = JSON.parse(await engine.handle("report", { format: "json" }));
    assert.notDeepEqual(after, before);
    engine.close();
  });

  it("answers pointing, tooltips and lines of a log with the same fitted value", async () => {
    const { engine, pushes } = await start();
    await engine.handle("fit", { fit: { bootstrap: 0 } });
    const { choices } = await engine.handle("choices", null);
    assert.equal(choices.tab, "scaling");
    await until(() => listed(pushes)?.runs === 6);
    const run = listed(pushes)?.groups[0]?.runs.at(-1);
    assert.ok(run);
    const fittedOf = (rows: readonly { label: string; text: string }[] | undefined): string | undefined =>
      rows?.find(({ label }) => label === "Fitted text")?.text;
    const tooltip = await engine.handle("tooltip", { run: run.id });
    const line = await engine.handle("lineHover", { path: run.file, line: 40 });
    assert.match(fittedOf(tooltip?.rows) ?? "", /^\d\.\d{4}$/);
    assert.equal(fittedOf(line?.rows), fittedOf(tooltip?.rows));
    assert.equal(await engine.handle("lineHover", { path: run.file, line: 4000 }), null);
    assert.equal(await engine.handle("tooltip", { run: "gone" }), null);
    await engine.handle("intent", {
      type: "pointed",
      chart: "c",
      line: "l",
      index: 0,
      run: run.id,
      metric: "eval/text/loss",
      x: 1e30,
    });
    const point = await until(() => pushes.find((push) => push.type === "page" && push.message.type === "point"));
    const shown = point.type === "page" && point.message.type === "point" ? point.message.point.text.rows : undefined;
    assert.equal(fittedOf(shown), fittedOf(tooltip?.rows));
    engine.close();
  });
});
