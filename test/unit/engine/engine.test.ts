import assert from "node:assert/strict";
import { chartsOf } from "../../../src/core/views/figure";
import { gridOf } from "../views/gridOf";
import { listed, makeSource, sizedLog, startEngine } from "./startEngine";

describe("the engine", () => {
  it("lists the runs by itself and draws only for a page that is up", async () => {
    const { engine, clock, pushes, views } = await startEngine();
    await clock.until(() => listed(pushes)?.busy === undefined && listed(pushes)?.runs === 6);
    assert.equal(views().length, 0);
    await engine.handle("intent", { type: "ready", chartWidth: 300 });
    assert.equal(chartsOf((await clock.until(() => views()[0])).figure).length, 1);
    engine.close();
  });

  it("fits every group, says how many, and shows the laws", async () => {
    const { engine, clock, views } = await startEngine();
    await engine.handle("intent", { type: "ready", chartWidth: 300 });
    assert.deepEqual(await engine.handle("fit", { fit: { bootstrap: 0 } }), {
      fitted: 2,
      notFitted: 0,
      cancelled: false,
    });
    const view = await clock.until(() =>
      views().find(({ figure }) => chartsOf(figure).some(({ equation }) => equation !== undefined)),
    );
    assert.deepEqual(gridOf(view).rows, ["a-mix", "b-mix"]);
    const report = JSON.parse(await engine.handle("report", { format: "json" })) as { fits: unknown[] };
    assert.equal(report.fits.length, 2);
    engine.close();
  });

  it("sends no view to a page that has not drawn the last", async () => {
    const { engine, clock, views } = await startEngine(makeSource(), false);
    await engine.handle("intent", { type: "ready", chartWidth: 300 });
    for (const smoothing of [0.1, 0.2, 0.3]) {
      await engine.handle("intent", { type: "chose", patch: { curves: { smoothing } } });
      clock.advance(80);
    }
    assert.equal(views().length, 1);
    await engine.handle("intent", { type: "drew", revision: 1, charts: 1, points: 1 });
    const last = await clock.until(() => views()[1]);
    assert.equal(last.choices.curves.smoothing, 0.3);
    await engine.handle("intent", { type: "ready", chartWidth: 300 });
    assert.equal(views().length, 3);
    engine.close();
  });

  it("reads an appended line only, and moves chart, list and law", async () => {
    const source = makeSource();
    const { engine, clock, pushes, views } = await startEngine(source);
    await engine.handle("intent", { type: "ready", chartWidth: 300 });
    await engine.handle("fit", { fit: { bootstrap: 0 } });
    const before = JSON.parse(await engine.handle("report", { format: "json" })) as unknown;
    const path = "/study/a-mix/1.6B/metrics.jsonl";
    const grown = sizedLog(16e8, 44);
    source.write(path, grown);
    source.bytesRead = 0;
    await engine.handle("changed", { paths: [path] });
    // A log shorter than a head is looked at once more, to recognise it; parsed are the four lines.
    assert.ok(source.bytesRead < grown.length + 2000, `${source.bytesRead} bytes read for four lines`);
    await clock.until(() => listed(pushes)?.groups[0]?.runs.at(-1)?.description.includes("451B tokens"));
    const drawn = views().length;
    await clock.until(() => views().length > drawn);
    const after: unknown = JSON.parse(await engine.handle("report", { format: "json" }));
    assert.notDeepEqual(after, before);
    engine.close();
  });

  it("answers pointing, tooltips and lines of a log with the same fitted value", async () => {
    const { engine, clock, pushes } = await startEngine();
    await engine.handle("fit", { fit: { bootstrap: 0 } });
    const { choices } = await engine.handle("choices", null);
    assert.equal(choices.tab, "scaling");
    await clock.until(() => listed(pushes)?.runs === 6);
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
    const point = await clock.until(() => pushes.find((push) => push.type === "page" && push.message.type === "point"));
    const shown = point.type === "page" && point.message.type === "point" ? point.message.point.text.rows : undefined;
    assert.equal(fittedOf(shown), fittedOf(tooltip?.rows));
    engine.close();
  });
});
