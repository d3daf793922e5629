/** A column of a section's table. */
export interface SectionColumn {
  /** What stands over it; may be empty. */
  readonly head: string;
  /** Numbers are set flush right; absent is left. */
  readonly align?: "left" | "right";
}

/**
 * One answer about the fits, as plain data that survives a message: the command line prints it, the panel draws it, JSON writes its
 * values. Every text may hold what a log said, so whoever shows it treats it as text: nothing is escaped or cleaned here.
 */
export interface Section {
  /** Names the section on a page, and is the key of its values in JSON: `comparison`, `whatIf`. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly SectionColumn[];
  /** Cells as they are read, one a column; "" is an empty cell. A column that is empty in every row is left out where it is shown. */
  readonly rows: readonly (readonly string[])[];
  /** Sentences under the table, or in its place where it has no rows. */
  readonly lines?: readonly string[];
  /** The same at full precision, for JSON: one value a group, in the order of the study's groups. A number that is unknown is null. */
  readonly values: readonly unknown[];
  /** False when none of it could be answered; the reasons are in the rows or lines. */
  readonly answered?: boolean;
}
