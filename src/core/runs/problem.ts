/** A problem of the input, worded for the person who owns the logs. Never thrown, never dropped. */
export interface Problem {
  /** Path of the file, as the source names it. */
  readonly file: string;
  /** 1-based line, for line formats. */
  readonly line?: number;
  /** Byte offset, for binary formats. */
  readonly offset?: number;
  readonly message: string;
  /** `hint`: nothing is wrong; something is unknown, and the message says how to supply it. Absent for a defect. */
  readonly kind?: "hint";
  /** Of a hint: the `isoflop.json` keys that would answer it, such as `facts.params`. */
  readonly asks?: readonly string[];
}

/** Whether something is wrong with the input itself. */
export const isDefect = ({ kind }: { readonly kind?: "hint" | undefined }): boolean => kind !== "hint";
