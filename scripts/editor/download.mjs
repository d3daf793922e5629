/**
 * `node download.mjs VERSION` downloads a desktop VS Code into the cache and prints its executable's path last. A process
 * of its own, because where its makers' site is out of reach the download throws where nobody can catch it.
 */
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { argv } from "node:process";
import { cache } from "./places.mjs";

console.log(await downloadAndUnzipVSCode({ version: argv[2] ?? "stable", cachePath: cache, timeout: 5_000 }));
