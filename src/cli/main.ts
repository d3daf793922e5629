import { readFileSync } from "node:fs";
import process, { argv } from "node:process";
import { allocate } from "./commands/allocate";
import { approaches } from "./commands/approaches";
import type { Command } from "./command";
import { InputError, UsageError } from "./errors";
import { fit } from "./commands/fit";
import { formats } from "./commands/formats";
import { helpOf, overview } from "./print/help";
import { laws } from "./commands/laws";
import { mix } from "./commands/mix";
import { next } from "./commands/next";
import { observe } from "./commands/observe";
import { print, say } from "./print/output";
import { predict } from "./commands/predict";
import { runs } from "./commands/runs";
import { series } from "./commands/series";

const commands: readonly Command[] = [
  runs,
  fit,
  observe,
  predict,
  allocate,
  mix,
  next,
  approaches,
  series,
  formats,
  laws,
];

/** Runs the command line and answers its exit code: 1 for bad input, 2 for bad usage. */
async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) throw new UsageError(`no command given\n\n${overview(commands)}`);
  if (name === "--version" || name === "-v") return answer(version());
  if (name === "--help" || name === "-h" || name === "help") return answer(helpFor(rest[0]));
  const command = commands.find(({ id }) => id === name);
  if (command === undefined) throw unknownCommand(name);
  if (rest.includes("--help") || rest.includes("-h")) return answer(helpOf(command));
  return command.run(rest);
}

function answer(text: string): number {
  print(text);
  return 0;
}

function helpFor(name: string | undefined): string {
  const command = commands.find(({ id }) => id === name);
  if (name !== undefined && command === undefined) throw unknownCommand(name);
  return command === undefined ? overview(commands) : helpOf(command);
}

function unknownCommand(name: string): UsageError {
  return new UsageError(`there is no command "${name}"; there is ${commands.map(({ id }) => id).join(", ")}`);
}

/** From the manifest beside the built file's folder. */
function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) return String(manifest.version);
  return "unknown";
}

// A reader that has seen enough (`isoflop series … | head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

try {
  process.exitCode = await main(argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError) && !(error instanceof InputError)) throw error;
  say(`isoflop: ${error.message}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
