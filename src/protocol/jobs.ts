import type { Offer } from "../core/choices/choice";
import type { Choices, ChoicesPatch } from "../core/state/choices";
import type { Asked } from "../core/runs/described/missingFacts";
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
  /** Re-check known files every so many seconds, 0 = watchers only. */
  readonly pollSeconds: number;
  /** Where what was read is kept for the next session; absent: nowhere. */
  readonly cache?: CachePlace;
}

/** A folder of the extension's own, and how much may lie in it: with 0 bytes nothing is kept, and what was is deleted. */
export interface CachePlace {
  readonly folder: string;
  readonly bytes: number;
}

/** The calls of the host to the engine, answered once each: name → [argument, answer]. */
export interface Jobs {
  /** Study these folders (replacing any before). Answered when everything found was read. */
  open: [
    { readonly roots: readonly Root[]; readonly settings: EngineSettings },
    { readonly runs: number; readonly files: number },
  ];
  /** These paths were created, changed or deleted. Answered when the change is read. */
  changed: [{ readonly paths: readonly string[] }, { readonly runs: number }];
  intent: [Intent, null];
  /** Fit with the choices so patched. Answered when fitted. */
  fit: [ChoicesPatch, { readonly fitted: number; readonly notFitted: number; readonly cancelled: boolean }];
  /** What can be chosen now and what is, for quick picks. */
  choices: [null, { readonly choices: Choices; readonly offer: Offer }];
  /** What is known of a run at its last point, for its tooltip in the tree; null for a run that is gone. */
  tooltip: [{ readonly run: string }, HoverText | null];
  /** What is known at a 1-based line of a log; null where that line is no row of a run. */
  lineHover: [{ readonly path: string; readonly line: number }, HoverText | null];
  /** The `isoflop.json` that could say what is unknown of a run, or of the runs of each folder; none for a run that is gone. */
  describe: [{ readonly run: string | null }, readonly Asked[]];
  /** The coefficients as text, at full precision. */
  report: [{ readonly format: "csv" | "markdown" | "latex" | "json" }, string];
}

export type JobName = keyof Jobs;

/** What the engine does not do itself but asks of the host. */
export type Effect =
  | { readonly type: "openFile"; readonly path: string; readonly line?: number }
  | { readonly type: "copy"; readonly text: string; readonly label: string };

/** What the engine says unasked. */
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
