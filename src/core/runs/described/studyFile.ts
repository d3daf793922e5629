import type { SaidColumns } from "../table/layout";
import type { Problem } from "../problem";
import type { Fact, Quantity, Role } from "../run";

/** Its name, in whatever folder it stands. */
export const studyFileName = "isoflop.json";

/** The facts that can be set. `tokens` and `flops` are those at the run's last row. */
export const factNames = [
  "params",
  "tokens",
  "tokensPerStep",
  "sequenceLength",
  "worldSize",
  "flops",
  "flopsPerToken",
] as const;
export type FactName = (typeof factNames)[number];

/** A value that was set, and where: `mixes/isoflop.json: facets.mix`. */
export interface Word {
  readonly value: string;
  readonly how: string;
}

/** How a metric's key is to be read; absent fields are inferred from the key. */
export interface SetMetric {
  readonly role?: Role;
  /** "" for none. */
  readonly domain?: string;
  readonly quantity?: Quantity;
  /** As logged. */
  readonly unit?: Unit;
  readonly how: string;
}

/** The units a metric can be said to be logged in. */
export const metricUnits = ["nats/token", "bits/token", "bits/byte", "ppl", "accuracy"] as const;
export type Unit = (typeof metricUnits)[number];

/** Settings of runs: of all that a file applies to, or of those matching one name. */
export interface Words {
  readonly name?: Word;
  readonly facts: ReadonlyMap<FactName, Fact>;
  readonly facets: ReadonlyMap<string, Word>;
  /** By key as it is logged, or a pattern of keys (`*`, `?`). */
  readonly metrics: ReadonlyMap<string, SetMetric>;
}

/** The `isoflop.json` of a folder: it applies to the runs in it and below. */
export interface StudyFile extends Words {
  readonly path: string;
  /** Below the opened root, "" for the root itself; with several roots, the root's name first. */
  readonly folder: string;
  readonly runPattern?: Word;
  /** How laws are to be fitted: the name of a preset, or choices by their names. As it stands: it is not checked here. */
  readonly protocol?: string | Readonly<Record<string, unknown>>;
  readonly columns: SaidColumns;
  /** Globs, below its folder. */
  readonly exclude: readonly string[];
  /** By the name of a run, or a pattern of names. */
  readonly runs: ReadonlyMap<string, Words>;
  /** Its errors; the rest of it applies. */
  readonly problems: readonly Problem[];
  /** The 1-based line of what stands under these keys; undefined where nothing does. */
  lineOf(...path: string[]): number | undefined;
}
