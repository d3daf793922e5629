import assert from "node:assert/strict";
import { fitGroup, type GroupFit } from "../../../src/core/fit/group";
import type { Curve } from "../../../src/core/fit/points/curve";
import type { Protocol } from "../../../src/core/fit/protocol/protocol";
import { notFitted } from "../../../src/core/fit/fit";
import { resolveProtocol } from "../../../src/core/fit/points/resolve";
import type { FitRunner } from "../../../src/engine/fitRunner";
import { settled } from "../fakeClock";
import { makeSource, sizedLog, startEngine } from "./startEngine";

interface Asked {
  readonly curves: readonly Curve[];
  readonly protocol: Protocol;
  readonly answer: (result?: GroupFit) => void;
  readonly die: () => void;
}

/** Answers a fit when the test says so, and as a thread does: one that is cancelled says it is. */
class ManualFits implements FitRunner {
  asked: Asked[] = [];
  total = 0;
  #cancels: (() => void)[] = [];

  fit(curves: readonly Curve[], protocol: Protocol): Promise<GroupFit> {
    this.total++;
    return new Promise((resolve, reject) => {
      const done = (): void => {
        this.asked = this.asked.filter((one) => one !== asked);
      };
      const answer = (result = fitGroup(curves, protocol)): void => {
        done();
        resolve(result);
      };
      const die = (): void => {
        done();
        reject(new Error("The thread that fits stopped unexpectedly (out of memory)."));
      };
      const asked: Asked = { curves, protocol, answer, die };
      this.asked.push(asked);
      this.#cancels.push(() => {
        answer({ fit: notFitted("cancelled", "Cancelled."), protocol: resolveProtocol(protocol, curves) });
      });
    });
  }

  ask(): Promise<never> {
    return Promise.reject(new Error("No question is asked here."));
  }

  cancel(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels = [];
  }

  close(): void {
    this.cancel();
  }

  /** Answers everything, until nothing more is asked. */
  async answerAll(): Promise<void> {
    for (let one = this.asked[0]; one !== undefined; one = this.asked[0]) {
      one.answer();
      await settled();
    }
  }
}

const quick = { fit: { law: "power", bootstrap: 0 } };

describe("engine/fitter", () => {
  const start = async (source = makeSource()) => {
    const fits = new ManualFits();
    return { fits, ...(await startEngine(source, true, fits)) };
  };

  it("answers hovers and choices and shows every view while a fit does not end", async () => {
    const { engine, clock, views } = await start();
    await engine.handle("intent", { type: "ready", chartWidth: 300 });
    const fit = engine.handle("fit", quick);
    const busy = await clock.until(() => views().at(-1)?.busy);
    assert.deepEqual(busy, { label: "Fitting", done: 0, total: 2, canCancel: true });
    const line = await engine.handle("lineHover", { path: "/study/a-mix/0.1B/metrics.jsonl", line: 3 });
    assert.ok(
      line?.rows.some(({ label }) => label === "Tokens seen" || label === "Step"),
      JSON.stringify(line),
    );
    await engine.handle("intent", { type: "chose", patch: { tab: "trends", curves: { x: "flops" } } });
    await clock.until(() => views().at(-1)?.choices.curves.x === "flops");
    assert.equal((await engine.handle("choices", null)).choices.tab, "trends");
    engine.close();
    assert.equal((await fit).cancelled, true);
  });

  it("says after each group how far it is, and shows the laws before they are checked", async () => {
    const { engine, clock, fits, views } = await start();
    await engine.handle("intent", { type: "ready", chartWidth: 300 });
    const fit = engine.handle("fit", quick);
    await settled();
    fits.asked[0]?.answer();
    await clock.until(() => views().at(-1)?.busy?.done === 1);
    fits.asked[0]?.answer();
    assert.deepEqual(await fit, { fitted: 2, notFitted: 0, cancelled: false });
    const checking = await clock.until(() => views().find(({ busy }) => busy?.label === "Checking the laws"));
    assert.equal(checking.coefficients.rows.filter(({ fitted }) => fitted).length, 2);
    await fits.answerAll();
    await clock.until(() => views().at(-1)?.busy === undefined);
    engine.close();
  });

  it("cancels an older fit for a newer one, and both are answered", async () => {
    const { engine, fits } = await start();
    const first = engine.handle("fit", quick);
    await settled();
    const second = engine.handle("fit", { fit: { bootstrap: 0, law: "power-floor" } });
    assert.equal((await first).cancelled, true);
    await fits.answerAll();
    const { cancelled, fitted, notFitted } = await second;
    assert.deepEqual([cancelled, fitted + notFitted], [false, 2]);
    const report = JSON.parse(await engine.handle("report", { format: "json" })) as { fits: { law: string }[] };
    assert.deepEqual(
      report.fits.map(({ law }) => law),
      ["power-floor", "power-floor"],
    );
    engine.close();
  });

  it("goes on with a fit when the tab is changed and changed back, and starts anew for another law", async () => {
    const { engine, clock, fits } = await start();
    const fit = engine.handle("fit", quick);
    await settled();
    for (const tab of ["trends", "scaling"] as const) {
      await engine.handle("intent", { type: "chose", patch: { tab } });
      clock.advance(1000);
      await settled();
    }
    assert.equal(fits.total, 1);
    await engine.handle("intent", { type: "chose", patch: { fit: { law: "power-floor" } } });
    clock.advance(1000);
    assert.equal((await fit).cancelled, true);
    assert.equal(fits.asked[0]?.protocol.law, "power-floor");
    engine.close();
  });

  it("keeps the laws that stand when a fit is cancelled", async () => {
    const { engine, fits } = await start();
    const first = engine.handle("fit", quick);
    await settled();
    await fits.answerAll();
    await first;
    const before = await engine.handle("report", { format: "csv" });
    const second = engine.handle("fit", { fit: { law: "power-floor" } });
    await settled();
    await engine.handle("intent", { type: "cancelled" });
    assert.equal((await second).cancelled, true);
    assert.equal(await engine.handle("report", { format: "csv" }), before);
    engine.close();
  });

  it("loses one group to a thread that dies, says why, and tries that group again", async () => {
    const { engine, fits, pushes } = await start();
    const first = engine.handle("fit", quick);
    await settled();
    fits.asked[0]?.die();
    await settled();
    await fits.answerAll();
    assert.deepEqual(await first, { fitted: 1, notFitted: 1, cancelled: false });
    const reasons = async (): Promise<(string | undefined)[]> => {
      const text = await engine.handle("report", { format: "json" });
      return (JSON.parse(text) as { fits: { reason?: string }[] }).fits.map(({ reason }) => reason);
    };
    assert.match((await reasons())[0] ?? "", /out of memory/);
    assert.ok(pushes.some((push) => push.type === "log" && push.message.includes("out of memory")));
    fits.total = 0;
    const second = engine.handle("fit", quick);
    await settled();
    assert.equal(fits.total, 1, "only the group that was lost");
    await fits.answerAll();
    assert.deepEqual(await second, { fitted: 2, notFitted: 0, cancelled: false });
    assert.deepEqual(await reasons(), [undefined, undefined]);
    engine.close();
  });

  it("lets a fit end before it follows a log that grows, and then fits only what changed", async () => {
    const source = makeSource();
    const { engine, clock, fits, views } = await start(source);
    await engine.handle("intent", { type: "ready", chartWidth: 300 });
    const fit = engine.handle("fit", quick);
    await settled();
    const path = "/study/a-mix/1.6B/metrics.jsonl";
    source.write(path, sizedLog(16e8, 44));
    await engine.handle("changed", { paths: [path] });
    clock.advance(10_000);
    await settled();
    assert.equal(fits.total, 1, "the fit that was under way still is");
    await fits.answerAll();
    assert.equal((await fit).cancelled, false);
    const before = await engine.handle("report", { format: "csv" });
    fits.total = 0;
    await clock.until(() => fits.asked.length > 0);
    await fits.answerAll();
    await clock.until(() => views().at(-1)?.busy === undefined);
    assert.notEqual(await engine.handle("report", { format: "csv" }), before);
    assert.equal(fits.total, 2, "the group that changed, and its check without the largest size");
    engine.close();
  });
});
