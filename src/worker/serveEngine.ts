import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { MessagePort } from "node:worker_threads";
import { createFolderStore } from "../engine/cache/folderStore";
import { createEngine } from "../engine/engine";
import { createReadThreads } from "../engine/read/readThreads";
import { createNodeSource } from "../engine/source/nodeSource";
import type { Jobs, Push } from "../protocol/jobs";
import { answerCalls } from "./answerCalls";
import { FitClient, fitChannel } from "./fitClient";
import { packView } from "./pack";
import type { EngineSetup } from "./setup";

/** The thread that reads, keeps the state and makes views; it starts the thread that fits when it first needs it. */
export function serveEngine(port: MessagePort, { script }: EngineSetup): void {
  const push = (said: Push): void => {
    const { push, buffers } = packView(said);
    port.postMessage({ push }, buffers);
  };
  const engine = createEngine({
    source: createNodeSource(),
    threads: createReadThreads(script),
    push,
    fits: new FitClient({ channel: fitChannel(script), push }),
    cache: { store: createFolderStore, build: createHash("sha256").update(readFileSync(script)).digest("hex") },
  });
  answerCalls<Jobs>(port, ({ job, arg }) => engine.handle(job, arg));
}
