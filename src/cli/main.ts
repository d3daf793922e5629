import { readFileSync } from "node:fs";
import process, { argv, env, stderr, stdout } from "node:process";
import { isatty } from "node:tty";
import type { Io } from "./io";
import { runProgram } from "./program";

const io: Io = {
  stdout: (text) => void stdout.write(text),
  stderr: (text) => void stderr.write(text),
  isTty: isatty(1),
  cwd: process.cwd(),
  env,
  version,
};

/** From the manifest beside the built file's folder. */
function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) return String(manifest.version);
  return "unknown";
}

// A reader that has seen enough (`isoflop series … | head`) is no error.
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

process.exitCode = await runProgram(argv.slice(2), io);
