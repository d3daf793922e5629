import assert from "node:assert/strict";
import { openLogIndex } from "../../../src/engine/logFiles";
import type { LogIndex } from "../../../src/engine/logIndex";
import { MemorySource } from "../engine/memorySource";

const runId = "0123456789abcdef0123456789abcdef";
const otherId = "fedcba9876543210fedcba9876543210";

const meta = (id: string, more: string) => `artifact_uri: file:///elsewhere/${id}\nrun_id: ${id}\n${more}`;
const activeState = "run_name: wide\nstatus: 1\nlifecycle_stage: active\nstart_time: 1700000000000\n";

function store(): MemorySource {
  const source = new MemorySource();
  const run = `/study/mlruns/7/${runId}`;
  source.write(
    "/study/mlruns/7/meta.yaml",
    "artifact_location: x\nexperiment_id: '7'\nname: widths\nlifecycle_stage: active\n",
  );
  source.write(`${run}/meta.yaml`, meta(runId, activeState));
  source.write(`${run}/metrics/train/loss`, "1700000000000 4.5 0\n1700000001000 nan 1\n1700000002000 3.5 2\n");
  source.write(`${run}/metrics/tokens`, "1700000000000 0 0\n1700000002000 2048 2\n");
  source.write(`${run}/params/n_params`, "5000000");
  source.write(`${run}/params/note`, "");
  source.write(`${run}/tags/mlflow.user`, "someone");
  source.write(`${run}/tags/mlflow.runName`, "wide, renamed");
  return source;
}

const open = (source: MemorySource): Promise<LogIndex> =>
  openLogIndex(source, [{ path: "/study", name: "study" }], { now: () => 1_700_000_100_000 });

const only = (index: LogIndex) => {
  const [run, ...more] = index.runs();
  assert.equal(more.length, 0);
  return run ?? assert.fail("no run");
};

const losses = (index: LogIndex) => [...(only(index).series("train/loss")?.value ?? [])];

describe("MLflow's file store", () => {
  it("makes one run of many small files", async () => {
    const run = only(await open(store()));
    assert.equal(run.name, "wide, renamed");
    assert.equal(run.status, "running");
    assert.equal(run.facts.params?.value, 5e6);
    assert.equal(run.facts.tokens?.value, 2048);
    assert.equal(run.config.get("experiment"), "widths");
    assert.equal(run.config.has("mlflow.user"), false);
    assert.deepEqual([...(run.series("train/loss")?.value ?? [])], [4.5, NaN, 3.5]);
    assert.equal(run.series("train/loss")?.wallTime?.[2], 2);
  });

  it("reads on as metrics are appended, and waits for a line that is half written", async () => {
    const source = store();
    const index = await open(source);
    const path = `/study/mlruns/7/${runId}/metrics/train/loss`;
    source.append(path, "1700000003000 3.2");
    await index.changed([path]);
    assert.deepEqual(losses(index), [4.5, NaN, 3.5]);
    source.append(path, "5 3\n");
    await index.changed([path]);
    assert.deepEqual(losses(index), [4.5, NaN, 3.5, 3.25]);
  });

  it("follows the run's end, and leaves out what was deleted or is no run", async () => {
    const source = store();
    source.write(`/study/mlruns/7/${otherId}/meta.yaml`, meta(otherId, "status: 3\nlifecycle_stage: deleted\n"));
    source.write(`/study/mlruns/7/${otherId}/metrics/loss`, "1700000000000 1 0\n");
    source.write(`/study/mlruns/.trash/8/${otherId}/metrics/loss`, "1700000000000 1 0\n");
    source.write(`/study/mlruns/models/${otherId}/metrics/loss`, "1700000000000 1 0\n");
    const index = await open(source);
    assert.equal(only(index).status, "running");
    const path = `/study/mlruns/7/${runId}/meta.yaml`;
    source.write(path, meta(runId, activeState.replace("status: 1", "status: 5")));
    await index.changed([path]);
    assert.equal(only(index).status, "failed");
    source.write(path, meta(runId, activeState.replace("stage: active", "stage: deleted")));
    await index.changed([path]);
    assert.deepEqual(index.runs(), []);
  });

  it("numbers no steps where none were logged, and names lines that are no values", async () => {
    const source = store();
    source.write(
      `/study/mlruns/7/${runId}/metrics/train/loss`,
      "1700000000000 4\n1700000001000 3\nhello there 1\n1 2 3 4\n",
    );
    const run = only(await open(source));
    const series = run.series("train/loss");
    assert.deepEqual([...(series?.value ?? [])], [4, 3]);
    const named = run.problems.filter(({ message }) => message.includes("timestamp value step"));
    assert.deepEqual(
      named.map(({ line }) => line),
      [3, 4],
    );
  });
});
