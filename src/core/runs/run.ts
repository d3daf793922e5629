import type { Problem } from "./problem";

/** Where a fact comes from: the log, a config beside it, other facts, a name, or the user. */
export type Provenance = "logged" | "config" | "derived" | "name" | "user";

/** A value with its provenance. */
export interface Fact {
  readonly value: number;
  readonly from: Provenance;
  /** What is counted: "total" | "non-embedding" | "active" parameters; "6ND" | "logged" FLOPs; … */
  readonly kind: string;
  /** In words, for tooltips: `config.json: n_params`, `6·N·D`, `folder name "1.6B"`. */
  readonly how: string;
}

/** What a count of parameters counts. */
export type CountKind = "total" | "non-embedding" | "active";

/** N, D and C of a run at its end. An absent fact is unknown, and the run's problems say how to give it. */
export interface Facts {
  /** N, parameters. */
  readonly params?: Fact;
  /** D, tokens seen at the last row. */
  readonly tokens?: Fact;
  /** C, training FLOPs at the last row. */
  readonly flops?: Fact;
  readonly tokensPerStep?: Fact;
}

/** `stalled`: no end is logged, and the log has been silent for long. */
export type Status = "running" | "stalled" | "finished" | "failed" | "unknown";
export type Role = "train" | "eval" | "other";
export type Quantity = "ce" | "ppl" | "bpb" | "acc" | "other";

/** What a metric key means. `domain` is the data it was measured on, where the key says so. */
export interface Metric {
  /** The raw key, as logged, unless `asLogged` says otherwise. */
  readonly key: string;
  /** The raw key, where the study has the metric under the key of other runs. */
  readonly asLogged?: string;
  readonly role: Role;
  readonly domain?: string;
  readonly quantity: Quantity;
  /** "nats/token", "bits/byte", "ppl", "" when not known. */
  readonly unit: string;
  /** The unit of the values in the log, where it is another (by its key or by `isoflop.json`) and the series is converted. */
  readonly logged?: "bits/token" | "ppl" | "nats/byte" | "ppl/byte" | "accuracy";
}

/**
 * One metric of one run, restarts resolved, steps strictly rising, or all NaN where the log has none: then the rows stand in its
 * order. Columns have equal length; a value that was logged as
 * NaN or ±Infinity stands as such in `value`; an unknown x is a NaN, or the column is absent when it is unknown throughout.
 */
export interface Series extends Metric {
  readonly step: Float64Array;
  readonly value: Float64Array;
  /** Seconds since the run's first row. */
  readonly wallTime?: Float64Array;
  /** Cumulative tokens seen. */
  readonly tokens?: Float64Array;
  /** Cumulative training FLOPs. */
  readonly flops?: Float64Array;
}

/** A series without its columns, for lists. */
export interface SeriesSummary extends Metric {
  readonly points: number;
  readonly firstStep: number;
  readonly lastStep: number;
  /** First, last and smallest finite value; NaN when there is none. */
  readonly first: number;
  readonly last: number;
  readonly min: number;
}

/** A flat scalar of a config: what facets are found in. */
export type Scalar = string | number | boolean;

/** One row of a log: its step, and the metrics it holds by key. */
export interface LoggedRow {
  /** NaN where unknown. */
  readonly step: number;
  readonly values: ReadonlyMap<string, number>;
  /** Where in the series of a key the row's step stands; absent for what does not count any more. */
  readonly places: ReadonlyMap<string, number>;
}

/** One training run, assembled from one or more files. */
export interface Run {
  /** Stable across re-reads: the root-relative path, and the run's name in the file. */
  readonly id: string;
  readonly name: string;
  /** The folder below the opened root that holds the run, "" at the root. */
  readonly folder: string;
  readonly formats: readonly string[];
  /** Paths of every file that was read for it, logs first, then sidecars. */
  readonly files: readonly string[];
  readonly status: Status;
  /** Unix milliseconds at which the status changes if no file does; absent: never. */
  readonly until?: number;
  readonly config: ReadonlyMap<string, Scalar>;
  readonly facts: Facts;
  /** Facet name → this run's value, for every facet that varies between the runs of the study. */
  readonly facets: ReadonlyMap<string, string>;
  readonly metrics: readonly Metric[];
  readonly problems: readonly Problem[];
  /** What was set by hand besides facts (`name`, `facet mix`, `metric loss`) → where: `isoflop.json: facets.mix`. */
  readonly set?: ReadonlyMap<string, string>;
  /** Times the step fell and the later rows won. */
  readonly restarts: number;
  /** Unix milliseconds of the newest change of its files. */
  readonly modified: number;
  /** The series of a key, built on demand and kept until the run grows; undefined for a key it does not have. */
  series(key: string): Series | undefined;
  /** What stands on a 1-based line of one of its files; undefined when that line is none of its rows. */
  rowAtLine(file: string, line: number): LoggedRow | undefined;
}
