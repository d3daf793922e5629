import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Push } from "../../../src/protocol/jobs";
import { EngineClient, engineChannel } from "../../../src/worker/client";

/** A thread that answers as the test wants it: the report's format says how. */
const thread = `
const { parentPort } = require("node:worker_threads");
const fits = [];
parentPort.on("message", ({ id, job, arg }) => {
  const reply = (value) => parentPort.postMessage({ reply: { id, ok: true, value } });
  if (job === "open") { parentPort.postMessage({ push: { type: "log", level: "info", message: "opened" } }); return reply({ runs: 1, files: 1 }); }
  if (job === "report" && arg.format === "csv") return reply("a,b");
  if (job === "report" && arg.format === "json") return parentPort.postMessage({ reply: { id, ok: false, error: "no fit" } });
  if (job === "report" && arg.format === "latex") throw new Error("out of luck");
  if (job === "fit") fits.push(() => reply({ fitted: 0, notFitted: 0, cancelled: true }));
  if (job === "intent" && arg.type === "cancelled") for (const cancel of fits) cancel();
});
`;

describe("worker/client", () => {
  const folder = mkdtempSync(join(tmpdir(), "isoflop-client-"));
  const script = join(folder, "thread.cjs");
  writeFileSync(script, thread);
  after(() => {
    rmSync(folder, { recursive: true });
  });

  let pushes: Push[] = [];
  let restarts = 0;
  let given = 0;
  let client: EngineClient;
  const start = (path = script): EngineClient =>
    new EngineClient({
      channel: engineChannel(path),
      push: (push) => pushes.push(push),
      restarted: () => restarts++,
      gaveUp: () => given++,
    });
  const logged = (text: string): boolean => pushes.some((push) => push.type === "log" && push.message.includes(text));

  beforeEach(() => {
    pushes = [];
    restarts = 0;
    given = 0;
    client = start();
  });
  afterEach(() => {
    client.dispose();
  });

  const open = { roots: [], settings: { runPattern: "", exclude: [], pollSeconds: 0 } };

  it("answers calls, and rejects with the job's own words", async () => {
    assert.equal(await client.call("report", { format: "csv" }), "a,b");
    await assert.rejects(client.call("report", { format: "json" }), { message: "no fit" });
  });

  it("rejects what cannot be sent", async () => {
    const unsendable = { ...open, roots: [(() => 0) as never] };
    await assert.rejects(client.call("open", unsendable), { name: "DataCloneError" });
    assert.equal(await client.call("report", { format: "csv" }), "a,b");
  });

  it("cancels a fit by its token", async () => {
    const listeners: (() => void)[] = [];
    const signal = {
      isCancellationRequested: false,
      onCancellationRequested: (listener: () => void) => {
        listeners.push(listener);
        return { dispose: () => undefined };
      },
    };
    const fit = client.call("fit", {}, signal);
    for (const listener of listeners) listener();
    assert.deepEqual(await fit, { fitted: 0, notFitted: 0, cancelled: true });
  });

  it("cancels at once when the token was cancelled before", async () => {
    const signal = { isCancellationRequested: true, onCancellationRequested: () => ({ dispose: () => undefined }) };
    assert.equal((await client.call("fit", {}, signal)).cancelled, true);
  });

  it("settles every call when the thread dies, starts another and opens the folders again", async () => {
    await client.call("open", open);
    pushes = [];
    const lost = Promise.allSettled([
      client.call("report", { format: "latex" }),
      client.call("tooltip", { run: "never answered" }),
    ]);
    for (const settled of await lost) {
      assert.equal(settled.status, "rejected");
      assert.match(String(settled.reason), /engine stopped unexpectedly \(Error: out of luck\)/);
    }
    assert.equal(await client.call("report", { format: "csv" }), "a,b");
    assert.equal(restarts, 1);
    assert.ok(logged("opened"), "the folders are opened again");
    assert.ok(logged("out of luck"), "the log says why");
  });

  it("gives up after three deaths, says so, and tries again when told to", async () => {
    for (let i = 0; i < 3; i++)
      await assert.rejects(client.call("report", { format: "latex" }), /stopped unexpectedly/);
    assert.equal(given, 1);
    await assert.rejects(client.call("report", { format: "csv" }), /not started again/);
    client.revive();
    assert.equal(await client.call("report", { format: "csv" }), "a,b");
  });

  it("settles calls when the thread's script is missing", async () => {
    const lost = start(join(folder, "missing.cjs"));
    await assert.rejects(lost.call("report", { format: "csv" }), /stopped unexpectedly/);
    lost.dispose();
  });

  it("settles calls when it is disposed, and takes none after", async () => {
    const lost = client.call("tooltip", { run: "never answered" });
    client.dispose();
    await assert.rejects(lost, /closed/);
    await assert.rejects(client.call("report", { format: "csv" }), /closed/);
  });
});
