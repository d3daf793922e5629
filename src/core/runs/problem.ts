/** Something wrong in the input, worded for the person who owns the logs. Never thrown, never lost. */
export interface Problem {
  /** Path of the file, as the source names it. */
  readonly file: string;
  /** 1-based line, for line formats. */
  readonly line?: number;
  /** Byte offset, for binary formats. */
  readonly offset?: number;
  readonly message: string;
  /** Nothing is wrong: it says what is unknown and how to give it. Absent for a defect. */
  readonly kind?: "hint";
  /** Of a hint: where the answer can be given in `isoflop.json`, keys parted by dots: `facts.params`. */
  readonly asks?: readonly string[];
}

/** Whether something is wrong with the input itself. */
export const isDefect = ({ kind }: { readonly kind?: "hint" | undefined }): boolean => kind !== "hint";
