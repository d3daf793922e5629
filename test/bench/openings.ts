import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { execPath } from "node:process";
import type { Opened } from "./opening";

const script = "dist/bench/opening.mjs";

/** Makes the program that opens folders, bundled as the engine's thread is. */
export async function prepare(): Promise<void> {
  await build({
    entryPoints: [join("test", "bench", "opening.ts")],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
}

/** Opens a folder in a process of its own; with a cache, and so many files to be kept in it, waits for them. */
export function openIn(folder: string, cache = "", keep = 0): Opened {
  const said = execFileSync(execPath, [script, folder, cache, String(keep)], { encoding: "utf8" });
  return JSON.parse(said) as Opened;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
