import { parentPort, workerData } from "node:worker_threads";
import { createEngine } from "../engine/engine";
import { createNodeSource } from "../engine/nodeSource";
import type { JobReply, JobRequest, Push } from "../protocol/jobs";
import type { WorkerSetup } from "./setup";
import { transferable } from "./transfer";

/** The thread: requests in, each answered once; whatever the engine says unasked, out. */
if (parentPort === null) throw new Error("worker/main runs in a worker thread only");
const port = parentPort;
const cancelledUpTo = new Int32Array((workerData as WorkerSetup).cancelled);

/** The newest request that began work (ids start at 1). Cancelling reaches back over all work asked for, never ahead. */
let newest = 1;

const engine = createEngine({
  source: createNodeSource(),
  push: (push: Push) => {
    port.postMessage({ push }, transferable(push));
  },
  cancelled: () => Atomics.load(cancelledUpTo, 0) >= newest,
});

/** Whether a request can be what a later cancel means: reading and fitting are, looking is not. */
function beginsWork(request: JobRequest): boolean {
  if (request.job === "intent") return ["ready", "chose", "fitted"].includes(request.arg.type);
  return request.job === "open" || request.job === "changed" || request.job === "fit";
}

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
  if (beginsWork(request)) newest = request.id;
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
