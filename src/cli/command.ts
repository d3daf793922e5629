import type { Flags } from "./flags/options";
import type { Io } from "./io";

/** A command of the tool: what its help says, and what it does. */
export interface Command {
  readonly id: string;
  /** What stands behind the name: `PATH… [flags]`. */
  readonly usage: string;
  readonly summary: string;
  readonly flags: Flags;
  /**
   * Returns the exit code: 0, or 1 when the input gave nothing. Throws a UsageError or a ParameterError for a wrong command line, an
   * InputError for input that cannot be read.
   */
  run(args: readonly string[], io: Io): Promise<number> | number;
}
