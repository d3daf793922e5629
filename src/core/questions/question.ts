import type { Watch } from "../fit/intervals/resample";
import type { Section } from "../print/section";
import type { FitChoices } from "../state/choices";
import type { Given } from "./parameters/given";
import type { FittedStudy } from "./study";

/** What a question can be told, as data: the command line makes a flag of it, a page a field. */
export interface Parameter {
  /** Its key in what is given, and the name of its flag. */
  readonly key: string;
  readonly label: string;
  /** The form of a value: `N@D`, `run|row`. */
  readonly value: string;
  /** One line on what it means. */
  readonly help: string;
  /** Can be given several times. */
  readonly many?: true;
  /** Whether the question needs it: always, or at least one of those that say "one". Absent: it can be left out. */
  readonly needed?: "always" | "one";
}

/** How the command line asks a question with a command of its own: `isoflop next`. */
export interface AskCommand {
  readonly name: string;
  /** What stands behind the name. */
  readonly usage: string;
  readonly summary: string;
  /** Choices of the fit that differ from the defaults unless flags say otherwise. */
  readonly choices?: Partial<FitChoices>;
}

/** How the command line asks a question beside the fits: `isoflop fit --what-if`. */
interface AskFlag {
  readonly name: string;
  /** The parameter that the flag's value is; absent: the flag takes none. */
  readonly parameter?: string;
  readonly help: string;
}

/** Answers a question about fits; `watch` cancels and hears of progress. Throws a ParameterError for what these runs do not have. */
export type Ask = (study: FittedStudy, watch?: Watch) => Section[];

/** A question that can be asked about the fits of a study, wherever it is asked. */
export interface Question {
  /** Also the id of its first section. */
  readonly id: string;
  /** As a page lists it. */
  readonly label: string;
  readonly parameters: readonly Parameter[];
  readonly command?: AskCommand;
  readonly flag?: AskFlag;
  /** What it reads besides the fits and the rows they were made of: the runs themselves, or the rows under other choices too. */
  readonly reads?: "runs" | "rereads";
  /** Reads what is given, before any fit is made. Throws a ParameterError for what cannot be read or is missing. */
  prepare(given: Given): Ask;
}

/** Whether a question can be asked without being told anything. */
export function needsNothing({ parameters }: Question): boolean {
  return parameters.every(({ needed }) => needed === undefined);
}
