import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { repository } from "./places.mjs";

/** Builds everything the package ships, as `npm run build` does. */
export async function buildAll() {
  const child = spawn(process.execPath, [join(repository, "esbuild.mjs")], { cwd: repository, stdio: "inherit" });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`the build ended with exit code ${String(code)}`);
}
