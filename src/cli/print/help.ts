import type { Command } from "../command";
import type { Ink } from "./printer";

/** What the tool can do, a line a command. */
export function overview(commands: readonly Command[], ink: Ink): string {
  const wide = Math.max(...commands.map(({ id }) => id.length));
  return [
    "isoflop: scaling laws from training logs",
    "",
    ...commands.map(({ id, summary }) => `  isoflop ${id.padEnd(wide)}  ${ink.dim(summary)}`),
    "",
    "isoflop COMMAND --help says more. Exit codes: 1 bad input, 2 bad usage.",
  ].join("\n");
}

/** The flags of one command. */
export function helpOf({ id, usage, summary, flags }: Command, ink: Ink): string {
  const rows = Object.entries(flags).map(([name, { value, help }]) => ({
    flag: `--${name}${value === undefined ? "" : ` ${value}`}`,
    help,
  }));
  const wide = Math.min(36, Math.max(...rows.map(({ flag }) => flag.length)));
  return [
    `isoflop ${id} ${usage}`,
    "",
    `  ${summary}`,
    "",
    ...rows.map(({ flag, help }) => `  ${flag.padEnd(wide)}  ${ink.dim(help)}`),
  ].join("\n");
}
