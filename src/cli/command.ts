import type { Flags } from "./flags/options";

/** A command of the tool: what its help says, and what it does. */
export interface Command {
  readonly id: string;
  /** What stands behind the name: `PATH… [flags]`. */
  readonly usage: string;
  readonly summary: string;
  readonly flags: Flags;
  /** Answers the exit code: 0, or 1 when the input gave nothing. Bad usage and bad input are thrown. */
  run(args: readonly string[]): Promise<number> | number;
}
