import { parentPort, workerData } from "node:worker_threads";
import { serveEngine } from "./serveEngine";
import { serveFits } from "./serveFits";
import { serveReads } from "./serveReads";
import type { WorkerSetup } from "./setup";

if (parentPort === null) throw new Error("worker/main runs in a worker thread only");
const setup = workerData as WorkerSetup;
if (setup.role === "engine") serveEngine(parentPort, setup);
else if (setup.role === "read") serveReads(parentPort);
else serveFits(parentPort, setup);
