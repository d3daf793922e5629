import type { MessagePort } from "node:worker_threads";
import { readFile } from "../engine/read/readFile";
import { newReading } from "../engine/read/reading";
import { packReading, type ReadRequest } from "../engine/read/readWire";
import { createNodeSource } from "../engine/source/nodeSource";

/** The thread that reads whole files for the engine: one after another, each answered once. */
export function serveReads(port: MessagePort): void {
  const source = createNodeSource();
  port.on("message", ({ found, stat }: ReadRequest) => {
    const reading = newReading(found, stat);
    void readFile(source, reading, { now: Date.now, cancelled: () => false, onBytes: () => undefined }).then(() => {
      const { answer, buffers } = packReading(reading);
      port.postMessage(answer, buffers);
    });
  });
}
