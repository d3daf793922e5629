/** What a command may know of the world around it, so that a test can be that world. */
export interface Io {
  /** Writes text as it is. */
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Whether standard output is a terminal. */
  readonly isTty: boolean;
  /** The working folder, which paths are relative to. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of the program. */
  readonly version: () => string;
}
