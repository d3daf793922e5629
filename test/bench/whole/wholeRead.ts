/** Reads a folder with so many cores and says its rows. */
import { join } from "node:path";
import { argv } from "node:process";
import { openLogIndex } from "../../../src/engine/logFiles";
import { createReadThreads } from "../../../src/engine/read/readThreads";
import { createNodeSource } from "../../../src/engine/source/nodeSource";

const [, , folder = "", cores = "1"] = argv;
const threads = createReadThreads(join(import.meta.dirname, "..", "worker.cjs"), Number(cores));
const index = await openLogIndex(createNodeSource(), [{ path: folder, name: "bench" }], { threads });
console.log(index.runs().reduce((sum, run) => sum + (run.series("train/loss")?.value.length ?? 0), 0));
index.close();
