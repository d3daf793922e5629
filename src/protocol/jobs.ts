import type { Offer } from "../core/choices/choice";
import type { Choices, ChoicesPatch } from "../core/state/choices";
import type { MissingFacts } from "../core/runs/described/missingFacts";
import type { Answer } from "../core/questions/answer";
import type { Given } from "../core/questions/parameters/given";
import type { Intent, ToPage } from "./intents";
import type { HoverText, RunListView } from "../core/views/views";

/** A folder to study. */
export interface Root {
  /** Absolute path. */
  readonly path: string;
  /** As shown: the workspace folder's name. */
  readonly name: string;
}

/** The `isoflop.*` settings that the engine needs. */
export interface EngineSettings {
  /** `{mix}/{init}-{size}`; "" = find facets. */
  readonly runPattern: string;
  /** Globs of what not to read. */
  readonly exclude: readonly string[];
  /** Check known files for changes every so many seconds; 0 = rely on watchers. */
  readonly pollSeconds: number;
  /** Where the read cache is; absent: there is none. */
  readonly cache?: CachePlace;
}

/** The folder of the read cache, and the most bytes that may be stored in it; with 0 nothing is cached, and the folder is emptied. */
export interface CachePlace {
  readonly folder: string;
  readonly bytes: number;
}

/** The calls of the host to the engine, each answered once: name → [argument, answer]. */
export interface Jobs {
  /** Study these folders instead of any before. Answered when every log found was read. */
  open: [
    { readonly roots: readonly Root[]; readonly settings: EngineSettings },
    { readonly runs: number; readonly files: number },
  ];
  /** These paths were created, changed or deleted. Answered when the change is read. */
  changed: [{ readonly paths: readonly string[] }, { readonly runs: number }];
  intent: [Intent, null];
  /** Patch the choices and fit. Answered when every group is fitted, or the fit was cancelled. */
  fit: [ChoicesPatch, { readonly fitted: number; readonly notFitted: number; readonly cancelled: boolean }];
  /** The current choices and what can be chosen, for quick picks. */
  choices: [null, { readonly choices: Choices; readonly offer: Offer }];
  /** What is known about a run at its last point, for its tooltip in the tree; null for a run that no longer exists. */
  tooltip: [{ readonly run: string }, HoverText | null];
  /** What is known at a 1-based line of a log; null where that line is not a row of a run. */
  lineHover: [{ readonly path: string; readonly line: number }, HoverText | null];
  /** The `isoflop.json` that could say what is unknown of a run, or of the runs of each folder; none for a run that is gone. */
  describe: [{ readonly run: string | null }, readonly MissingFacts[]];
  /** A question about the fits by its id (`core/questions`), its parameters as texts. Refused in words where it cannot be asked. */
  ask: [{ readonly question: string; readonly parameters: Given["values"] }, Answer];
  /** The coefficients as text, at full precision. */
  report: [{ readonly format: "csv" | "markdown" | "latex" | "json" }, string];
}

export type JobName = keyof Jobs;

/** What the engine asks the host to do. */
export type Effect =
  | { readonly type: "openFile"; readonly path: string; readonly line?: number }
  | { readonly type: "copy"; readonly text: string; readonly label: string };

/** What the engine sends unasked. */
export type Push =
  | { readonly type: "page"; readonly message: ToPage }
  | { readonly type: "list"; readonly list: RunListView }
  | { readonly type: "effect"; readonly effect: Effect }
  | LogLine;

/** A line for the log of the extension. */
export interface LogLine {
  readonly type: "log";
  readonly level: "info" | "warn" | "error";
  readonly message: string;
}
