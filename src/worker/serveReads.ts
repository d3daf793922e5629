import type { MessagePort } from "node:worker_threads";
import { readFile } from "../engine/read/readFile";
import { newReading } from "../engine/read/reading";
import { packReading, type ReadRequest } from "../engine/read/readWire";
import { createNodeSource } from "../engine/source/nodeSource";

const options = { now: Date.now, cancelled: () => false, onBytes: () => undefined };

/** The thread that reads whole files for the engine: one after another, each answered once. */
export function serveReads(port: MessagePort): void {
  const source = createNodeSource();
  port.on("message", ({ found, stat }: ReadRequest) => {
    const reading = newReading(found, stat);
    const answered = readFile(source, reading, options).then(() => {
      const { answer, buffers } = packReading(reading);
      port.postMessage(answer, buffers);
    });
    // `readFile` never rejects; what cannot be sent ends the thread, and the engine names the file.
    answered.catch((error: unknown) => {
      queueMicrotask(() => {
        throw error;
      });
    });
  });
}
