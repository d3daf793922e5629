/**
 * Downloads a desktop VS Code into the cache and prints its executable's path last. A process of its own, because where its
 * makers' site is out of reach the download throws where nobody can catch it.
 */
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { cache } from "../editor/places.mjs";

console.log(await downloadAndUnzipVSCode({ version: "stable", cachePath: cache, timeout: 5_000 }));
