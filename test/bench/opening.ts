/**
 * Opens folders as an engine's thread that was just started does: a process of its own for each opening, so that nothing is warm
 * but the disk. Prints what it saw as JSON.
 */
import { readdirSync } from "node:fs";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { argv } from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { createFolderStore } from "../../src/engine/cache/folderStore";
import { createLocalFitRunner } from "../../src/engine/fitRunner";
import { createEngine } from "../../src/engine/engine";
import { createNodeSource } from "../../src/engine/source/nodeSource";
import type { Push } from "../../src/protocol/jobs";

export interface Opened {
  readonly runs: number;
  readonly files: number;
  /** Milliseconds until all was read, and until a page had its first view after that. */
  readonly read: number;
  readonly view: number;
  /** Milliseconds of processor time by then, of the system's too. */
  readonly cpu: number;
  /** Until the first list of some runs, and the longest time without a new list while logs were read. */
  readonly first: number;
  readonly gap: number;
  /** The longest time that messages and timers waited. */
  readonly held: number;
  readonly megabytes: number;
}

/** Opens the folder; with `cache` waits until `keep` files are kept there. */
async function open(folder: string, cache: string, keep: number): Promise<Opened> {
  const began = performance.now();
  const since = (): number => performance.now() - began;
  let views = 0;
  const lists: number[] = [];
  const push = (said: Push): void => {
    if (said.type === "page" && said.message.type === "view") views++;
    if (said.type === "list" && said.list.runs > 0) lists.push(since());
    if (said.type === "log") throw new Error(said.message);
  };
  const cacheSetup = { store: createFolderStore, build: "bench" };
  const engine = createEngine({ source: createNodeSource(), push, fits: createLocalFitRunner(), cache: cacheSetup });
  const settings = { runPattern: "", exclude: [], pollSeconds: 0 };
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const opened = await engine.handle("open", {
    roots: [{ path: folder, name: "bench" }],
    settings: cache === "" ? settings : { ...settings, cache: { folder: cache, bytes: 4e9 } },
  });
  const read = since();
  await engine.handle("intent", { type: "ready", chartWidth: 800 });
  if (views === 0) throw new Error("no view");
  const view = since();
  delay.disable();
  const { user, system } = process.cpuUsage();
  const megabytes = process.memoryUsage().rss / 1e6;
  const times = [...lists.filter((at) => at < read), read];
  const gap = Math.max(...times.map((at, k) => at - (times[k - 1] ?? at)));
  const kept = (): number => readdirSync(cache).filter((name) => name.endsWith(".columns")).length;
  while (keep > 0 && kept() < keep) await pause(100);
  engine.close();
  const seen = { read, view, cpu: (user + system) / 1e3, first: times[0] ?? read, gap, held: delay.max / 1e6 };
  return { ...opened, ...seen, megabytes };
}

const [, , folder = "", cache = "", keep = "0"] = argv;
console.log(JSON.stringify(await open(folder, cache, Number(keep))));
