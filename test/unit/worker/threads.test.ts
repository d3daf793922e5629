import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fitGroup } from "../../../src/core/fit/group";
import type { Curve } from "../../../src/core/fit/points/curve";
import { defaultProtocol } from "../../../src/core/fit/protocol/protocol";
import { answerTo } from "../../../src/core/questions/answer";
import { plainStudy, studyOfPlain } from "../../../src/core/questions/plainStudy";
import { fitStudy } from "../../../src/core/questions/study";
import type { Run } from "../../../src/core/runs/run";
import { defaultChoices } from "../../../src/core/state/choose";
import type { Push } from "../../../src/protocol/jobs";
import { threadChannel } from "../../../src/worker/channel";
import { EngineClient, engineChannel } from "../../../src/worker/client";
import { fitChannel, FitClient } from "../../../src/worker/fitClient";
import { openLogIndex } from "../../../src/engine/logFiles";
import { makeSource, sizedLog } from "../engine/startEngine";
import { FakeClock } from "../fakeClock";
import { bundleWorker } from "./bundledWorker";

/** Sizes of a group that a fit of many resamples has to do with for minutes. */
const sizes = [1e8, 2e8, 4e8, 8e8, 16e8, 32e8];

function curvesOf(rows: number): Curve[] {
  return sizes.map((size) => {
    const tokens = Float64Array.from({ length: rows }, (_, i) => size * 10 ** ((2 * i) / rows + 0.3));
    const x = tokens.map((D) => 6 * size * D);
    const loss = tokens.map((D) => 1.7 + 400 * size ** -0.34 + 410 * D ** -0.28 + 0.001 * Math.sin(D));
    return { run: `run ${size}`, size, x, loss, columns: { N: x.map(() => size), D: tokens, C: x } };
  });
}

async function sizedRuns(): Promise<readonly Run[]> {
  const roots = [{ path: "/study", name: "study" }];
  const index = await openLogIndex(makeSource(), roots, { runPattern: "", exclude: [] });
  const runs = index.runs();
  index.close();
  return runs;
}

const farseer = { ...defaultProtocol, law: "farseer", points: "all" as const, bootstrap: 100_000 };

describe("worker: two threads", () => {
  const folder = mkdtempSync(join(tmpdir(), "isoflop-threads-"));
  let script = "";
  before(() => {
    script = bundleWorker(folder);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  describe("the thread that fits", () => {
    let logged: string[] = [];
    let fits: FitClient;
    const clock = new FakeClock();
    const start = (channel = fitChannel(script)): FitClient =>
      new FitClient({ channel, clock, push: ({ message }) => logged.push(message) });
    beforeEach(() => {
      logged = [];
      fits = start();
    });
    afterEach(() => {
      fits.close();
    });

    it("answers what a fit on the spot answers, and leaves the curves as they are", async () => {
      const curves = curvesOf(40);
      const x = curves[0]?.x.slice();
      const answer = await fits.fit(curves, { ...defaultProtocol, bootstrap: 20 });
      assert.deepStrictEqual(answer, fitGroup(curves, { ...defaultProtocol, bootstrap: 20 }));
      assert.equal(answer.fit.status, "fitted");
      assert.deepEqual(curves[0]?.x, x);
    });

    it("ends a fit in the midst of its computation when it is cancelled, and fits the next", async () => {
      const long = fits.fit(curvesOf(400), farseer);
      // The thread has the request by the time it answers nothing else: a second one would wait behind it.
      await new Promise((resolve) => setImmediate(resolve));
      fits.cancel();
      const next = fits.fit(curvesOf(40), { ...defaultProtocol, bootstrap: 0 });
      const { fit } = await long;
      assert.equal(fit.status === "not-fitted" && fit.code, "cancelled");
      assert.equal((await next).fit.status, "fitted");
    });

    it("answers a question as it is answered on the spot, and refuses one that is cancelled", async () => {
      const study = plainStudy(fitStudy(await sizedRuns(), defaultChoices.fit), true);
      const asked = { question: "whatIf", values: {}, study };
      const answer = await fits.ask(asked);
      assert.ok("sections" in answer && answer.sections[0]?.rows.length);
      assert.deepEqual(answer, answerTo("whatIf", {}, studyOfPlain(study)));
      const lost = fits.ask(asked);
      await new Promise((resolve) => setImmediate(resolve));
      fits.cancel();
      assert.deepEqual(await lost, { refused: "Cancelled before it was answered." });
    });

    it("rejects a fit whose thread dies, and fits the next in a new one", async () => {
      const dying = join(folder, "dying.cjs");
      writeFileSync(
        dying,
        `require("node:worker_threads").parentPort.on("message", () => { throw new Error("out of luck"); });`,
      );
      let opened = 0;
      fits = start((cancelled) => (events) => {
        const first = opened++ === 0;
        return (first ? threadChannel(dying, {}, "dying") : fitChannel(script)(cancelled))(events);
      });
      const protocol = { ...defaultProtocol, bootstrap: 0 };
      await assert.rejects(
        fits.fit(curvesOf(40), protocol),
        /thread that fits stopped unexpectedly \(Error: out of luck\)/,
      );
      assert.equal((await fits.fit(curvesOf(40), protocol)).fit.status, "fitted");
      assert.match(logged.join("\n"), /out of luck/);
    });

    it("stops a thread that does not heed its flag, settles its call, and starts another", async () => {
      const deaf = join(folder, "deaf.cjs");
      writeFileSync(deaf, `require("node:worker_threads").parentPort.on("message", () => { for (;;); });`);
      let opened = 0;
      fits = start((cancelled) => (events) => {
        const first = opened++ === 0;
        return (first ? threadChannel(deaf, {}, "deaf") : fitChannel(script)(cancelled))(events);
      });
      const lost = fits.fit(curvesOf(40), defaultProtocol);
      await new Promise((resolve) => setImmediate(resolve));
      fits.cancel();
      const next = fits.fit(curvesOf(40), { ...defaultProtocol, bootstrap: 0 });
      clock.advance(3000);
      await assert.rejects(lost, /cancelled fit did not end/);
      assert.equal((await next).fit.status, "fitted");
      assert.deepEqual(logged, []);
    });

    it("takes no fit after it was closed, and settles the one under way", async () => {
      const lost = fits.fit(curvesOf(400), farseer);
      await new Promise((resolve) => setImmediate(resolve));
      fits.close();
      await assert.rejects(lost, /closed/);
      await assert.rejects(fits.fit(curvesOf(40), defaultProtocol), /closed/);
    });
  });

  it("answers hovers, choices and tabs while a law is fitted that takes minutes, and cancels it", async () => {
    const logs = join(folder, "logs");
    for (const size of sizes) {
      mkdirSync(join(logs, `${size / 1e9}B`), { recursive: true });
      writeFileSync(join(logs, `${size / 1e9}B`, "metrics.jsonl"), sizedLog(size));
      writeFileSync(join(logs, `${size / 1e9}B`, "config.json"), JSON.stringify({ n_params: size }));
    }
    const pushes: Push[] = [];
    const ignore = (): void => undefined;
    const engine = new EngineClient({
      channel: engineChannel(script),
      push: (push) => {
        pushes.push(push);
        if (push.type !== "page" || push.message.type !== "view") return;
        const { revision } = push.message.view;
        engine.call("intent", { type: "drew", revision, charts: 1, points: 1 }).catch(ignore);
      },
      restarted: ignore,
      gaveUp: ignore,
    });
    const settings = { runPattern: "", exclude: [], pollSeconds: 0 };
    await engine.call("open", { roots: [{ path: logs, name: "logs" }], settings });
    await engine.call("intent", { type: "ready", chartWidth: 400 });
    let ended = false;
    const fit = engine.call("fit", { fit: { law: "farseer", points: "all", bootstrap: 100_000 } }).finally(() => {
      ended = true;
    });
    const line = await engine.call("lineHover", { path: join(logs, "0.1B", "metrics.jsonl"), line: 5 });
    assert.ok(line !== null);
    await engine.call("intent", { type: "chose", patch: { tab: "trends", curves: { x: "flops" } } });
    assert.equal((await engine.call("choices", null)).choices.curves.x, "flops");
    assert.equal(ended, false);
    engine.cancel();
    assert.equal((await fit).cancelled, true);
    assert.deepEqual(
      pushes.filter(({ type }) => type === "log"),
      [],
    );
    engine.dispose();
  });
});
