import { ParameterError } from "../core/questions/parameters/given";
import { commands } from "./commands/index";
import { InputError, UsageError } from "./errors";
import type { Io } from "./io";
import { helpOf, overview } from "./print/help";
import { inkOf, print, say } from "./print/printer";

/** Runs a command line and returns its exit code: 1 for bad input, 2 for bad usage, both with the reason on standard error. */
export async function runProgram(args: readonly string[], io: Io): Promise<number> {
  try {
    return await runCommand(args, io);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ParameterError || error instanceof InputError)) throw error;
    say(io, `isoflop: ${error.message}`);
    return error instanceof InputError ? 1 : 2;
  }
}

async function runCommand(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) throw new UsageError(`no command given\n\n${overview(commands, inkOf(io))}`);
  if (name === "--version" || name === "-v") return printText(io, io.version());
  if (name === "--help" || name === "-h" || name === "help") return printText(io, helpFor(rest[0], io));
  const command = commands.find(({ id }) => id === name);
  if (command === undefined) throw unknownCommand(name);
  if (rest.includes("--help") || rest.includes("-h")) return printText(io, helpOf(command, inkOf(io)));
  return command.run(rest, io);
}

function printText(io: Io, text: string): number {
  print(io, text);
  return 0;
}

function helpFor(name: string | undefined, io: Io): string {
  const command = commands.find(({ id }) => id === name);
  if (name !== undefined && command === undefined) throw unknownCommand(name);
  return command === undefined ? overview(commands, inkOf(io)) : helpOf(command, inkOf(io));
}

function unknownCommand(name: string): UsageError {
  return new UsageError(`there is no command "${name}"; there is ${commands.map(({ id }) => id).join(", ")}`);
}
