import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { createFolderStore } from "../engine/cache/folderStore";
import { createEngine } from "../engine/engine";
import { createNodeSource } from "../engine/source/nodeSource";
import type { JobReply, JobRequest, Push } from "../protocol/jobs";
import { pack } from "./pack";
import type { WorkerSetup } from "./setup";

/** The thread: requests in, each answered once; whatever the engine says unasked, out. */
if (parentPort === null) throw new Error("worker/main runs in a worker thread only");
const port = parentPort;
const { cancelled, script } = workerData as WorkerSetup;
const cancelledUpTo = new Int32Array(cancelled);

/**
 * The newest request that was read (ids start at 1). A cancel reaches back over all that was asked for before it and is spent as
 * soon as anything later is read; its own intent is.
 */
let newest = 1;

const engine = createEngine({
  source: createNodeSource(),
  push: (said: Push) => {
    const { push, buffers } = pack(said);
    port.postMessage({ push }, buffers);
  },
  cancelled: () => Atomics.load(cancelledUpTo, 0) >= newest,
  keeping: { store: createFolderStore, build: createHash("sha256").update(readFileSync(script)).digest("hex") },
});

async function answer(request: JobRequest): Promise<JobReply> {
  const { id, job, arg } = request;
  try {
    return { id, ok: true, value: await engine.handle(job, arg) };
  } catch (error) {
    const stack = error instanceof Error ? error.stack : undefined;
    port.postMessage({ push: { type: "log", level: "error", message: `${job}: ${stack ?? String(error)}` } });
    return { id, ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

async function receive(request: JobRequest): Promise<void> {
  newest = request.id;
  const reply = await answer(request);
  try {
    port.postMessage({ reply });
  } catch (error) {
    // What cannot cross the border (a function in an answer) is still an answer: an error.
    port.postMessage({ reply: { id: request.id, ok: false, error: `${request.job}: ${String(error)}` } });
  }
}

port.on("message", (request: JobRequest) => {
  receive(request).catch((error: unknown) => {
    throw error; // Not answerable at all: the thread dies of it, which the host answers for.
  });
});
