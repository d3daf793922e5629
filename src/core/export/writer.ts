import type { StudyReport } from "./studyReport";

/** A format that fits can leave the tool in. */
export interface Writer<Id extends string = string> {
  /** Also its flag on the command line. */
  readonly id: Id;
  /** What the flag does, in one line. */
  readonly help: string;
  /** The report as text, ending in a line end. No fits give an empty report, not an error. */
  readonly write: (report: StudyReport) => string;
}

/** Keeps the literal type of the id, so that the list of writers knows which formats there are. */
export const writer = <const Id extends string>(made: Writer<Id>): Writer<Id> => made;
