/** The command line is wrong: said on stderr, exit code 2. */
export class UsageError extends Error {}

/** The input is wrong (nothing there, nothing readable): said on stderr, exit code 1. */
export class InputError extends Error {}
