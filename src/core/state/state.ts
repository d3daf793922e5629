import type { GroupFit } from "../fit/group";
import type { Fit } from "../fit/result";
import type { XAxis } from "../fit/protocol/protocol";
import type { Section } from "../print/section";
import type { Problem } from "../runs/problem";
import type { Run, Series } from "../runs/run";
import type { Choices, FitChoices } from "./choices";
import { defaultChoices } from "./choose";
import type { Group } from "./groups";

/** A group with what came of its fit, and the runs that could not take part for want of an x. */
export interface FittedGroup {
  readonly group: Group;
  readonly result: GroupFit;
  readonly without: readonly Run[];
  /** The series it was fitted to, run by run: the fit stands as long as they do. */
  readonly from: readonly (Series | undefined)[];
}

/** The fits of a study, with the choices they were made under. */
export interface Fits {
  readonly groups: readonly FittedGroup[];
  readonly choices: FitChoices;
  /** What `choices.x` came to. */
  readonly x: XAxis;
  /**
   * The further fits that observations rest on, by group and purpose (`refitKey`); "pending" while they are being made. Absent:
   * whoever needs one makes it on the spot.
   */
  readonly refits?: ReadonlyMap<string, Fit> | "pending";
}

/** A question that is asked in the panel. */
export interface AskedQuestion {
  readonly id: string;
  /** The fits it is asked about. */
  readonly about: Fits;
  /** Absent while it is being answered. */
  readonly sections?: readonly Section[];
}

/** Long work under way. */
export interface Work {
  readonly kind: "reading" | "fitting" | "checking";
  /** What `done` and `total` count. */
  readonly unit: "files" | "MB" | "groups";
  readonly done: number;
  readonly total: number;
}

/** All there is to know about the study. Changed only by `reduce`; views are made from nothing else. */
export interface State {
  /** Names of the opened folders. */
  readonly roots: readonly string[];
  readonly runs: readonly Run[];
  readonly files: number;
  /** Problems of files that belong to no run. */
  readonly problems: readonly Problem[];
  readonly choices: Choices;
  /** What the study's own files say of how to fit: choices that nobody made follow it. */
  readonly standing: Partial<FitChoices>;
  /** Device pixels across one chart. */
  readonly chartWidth: number;
  readonly fits: Fits | undefined;
  readonly question: AskedQuestion | undefined;
  readonly work: Work | undefined;
  /** Whether the folders were read to the end at least once. */
  readonly read: boolean;
}

export const emptyState: State = {
  roots: [],
  runs: [],
  files: 0,
  problems: [],
  choices: defaultChoices,
  standing: {},
  chartWidth: 400,
  fits: undefined,
  question: undefined,
  work: undefined,
  read: false,
};
