import type { CountKind, Quantity, Role } from "../run";

/**
 * What one trainer or logger means by its keys and folders. The reading of a run asks the conventions that recognise it, the
 * surest first, and then the field's usual words (`usualWords.ts`); rules of one list stand from the best source to the worst.
 * One file each, and a line in `index.ts`.
 */
export interface Convention {
  readonly id: string;
  readonly label: string;
  readonly source: Source;
  /** How sure it is that the run was written by it: 0 not at all, 1 certain. From 0.5 on its rules are used. */
  recognises(evidence: Evidence): number;
  readonly step?: readonly StepRule[];
  readonly tokens?: readonly TokensRule[];
  readonly flops?: readonly FlopsRule[];
  readonly params?: readonly ParamsRule[];
  /**
   * Columns that the usual words would take for a count, and that are none of the run: the tokens of one device, those of the
   * validation, an average.
   */
  readonly notCounts?: readonly ColumnRule[];
  /** Metrics whose keys the usual words do not explain, or explain wrongly. */
  readonly loss?: readonly LossRule[];
  /** The sizes of the model, from which N can be computed. */
  readonly shape?: readonly ShapeRule[];
  /** Seconds or dates. */
  readonly clock?: readonly ColumnRule[];
  /** Names of runs, in a table that holds several. */
  readonly runName?: readonly ColumnRule[];
  /** What its folders are. They hold wherever such a folder stands: files are grouped into runs before anything is recognised. */
  readonly layout?: readonly FolderRule[];
}

/** Where a convention was read: the commit of the writer's source, or the version of its package. */
interface Source {
  /** `owner/name` on GitHub. */
  readonly repository: string;
  readonly commit?: string;
  readonly version?: string;
  /** ISO date of the commit, or on which the package was read. */
  readonly date?: string;
}

/** What is known of the files of a run before their keys are understood. */
export interface Evidence {
  /** Ids of the formats that its logs were read by: a printed header or a file's magic number is recognised there. */
  readonly formats: ReadonlySet<string>;
  /** Paths of its logs below the opened root. */
  readonly paths: readonly string[];
  /** Whether a column or a setting has that key, by its normal form (`normalKey`) or by its last piece. */
  has(key: string): boolean;
}

/** A column, by its key in normal form. */
export interface ColumnRule {
  readonly column: string;
}

/** A setting, by its key in normal form, or by the last piece of it. */
export interface SettingRule {
  readonly setting: string;
}

interface StepColumnRule extends ColumnRule {
  readonly counts?: "samples";
}

/** A column of steps, or of samples in the place of steps; or a setting of the step at which the run is to end. */
type StepRule = StepColumnRule | (SettingRule & { readonly counts: "planned steps" });

/** What a column or a setting says of D, the tokens seen. */
type TokensRule = TokensColumnRule | (SettingRule & { readonly counts: TokensSetting });

export interface TokensColumnRule extends ColumnRule {
  /** Absent: the tokens seen so far. */
  readonly counts?: TokensColumn;
  /** How many tokens one of it is: 1e9 for `total_tokens(B)`. */
  readonly unit?: number;
  /** What it does not count, or counts apart, in a few words that go behind the column's name: `without the checkpoint's`. */
  readonly note?: string;
}

export type TokensColumn =
  | "samples"
  /** Of every step alike. */
  | "tokens a step"
  /** Of the steps since the row before, an average: they are added up. */
  | "tokens of this step"
  /** So far where the column rises with the step, of one step where it is constant: forks of a trainer differ. */
  | "tokens so far or a step"
  /** So far, but from 0 in each process: where a resumed run falls back, the tokens of the processes add up. */
  | "tokens of a process";

/**
 * `samples a step` over all devices; `devices` are those that hold different data; `accumulation of all devices` is the number of
 * batches of one device in a step, over all devices.
 */
export type TokensSetting =
  | "tokens a step"
  | "samples a step"
  | "samples a device step"
  | "accumulation"
  | "accumulation of all devices"
  | "devices"
  | "sequence length";

/** A column of the training FLOPs so far, or a setting of the FLOPs a token. */
type FlopsRule = FlopsColumnRule | (SettingRule & { readonly counts: "FLOPs a token" });

export interface FlopsColumnRule extends ColumnRule {
  /** How many FLOPs one of it is; absent: as the key says (`total_gflops`). */
  readonly unit?: number;
  /** It is 6·N·D, with N counted so. */
  readonly sixND?: CountKind;
}

/**
 * A count of parameters; `counts` absent: as the key says (`params_no_embed`). `size`: a text that holds a size (`gpt2-124M`).
 */
export type ParamsRule =
  | (ColumnRule & { readonly counts?: CountKind })
  | (SettingRule & { readonly counts?: CountKind })
  | ParamsSum
  | ParamsMultiple
  | { readonly size: string };

/** A column that holds D / (`tokensAParameter` · N), by its key in normal form. */
export interface ParamsMultiple {
  readonly multiple: string;
  readonly tokensAParameter: number;
  readonly counts: CountKind;
}

/** N as the trainer's own laws count it: the sum of parts that are logged, as settings or as columns. It goes before all others. */
export interface ParamsSum {
  readonly sum: readonly string[];
  readonly counts: CountKind;
}

/** A metric by its key, or the metrics below some folders. */
export type LossRule = MetricRule | NoLossRule;

/** Below `under` (`eval/downstream/`) a loss is no cross-entropy of text, whatever its key says. */
interface NoLossRule {
  readonly under: string;
  readonly role: Role;
  readonly quantity: "other";
}

/** A metric by its key, in lower or upper case alike. */
interface MetricRule {
  readonly key: string;
  readonly role: Role;
  readonly quantity: Quantity;
  /** It also stands below folders or key pieces, which then say the role and the data: `training_eval/<task>/<key>`. */
  readonly inFolders?: true;
  /** Where it stands, whatever else in its folder looks like a cross-entropy is none: a sum over the batch, a loss with penalties. */
  readonly sole?: true;
}

/** A setting that gives one of the sizes of a transformer. */
export interface ShapeRule extends SettingRule {
  readonly is: ShapeSize;
}

export type ShapeSize =
  | "layers"
  | "encoder layers"
  | "decoder layers"
  | "width"
  | "heads"
  | "key-value heads"
  | "head size"
  | "feed-forward width"
  | "activation"
  | "vocabulary"
  | "tied embeddings";

/** What a folder of that name is. Names in lower case; `#` stands for a number. One name may have several rules. */
interface FolderRule {
  readonly folder: string;
  readonly is: FolderKind;
  /** Of kind `config`: only the file of this name. */
  readonly file?: string;
}

export type FolderKind =
  /** Its name says nothing of the run: the folder above is asked. */
  | "plain"
  /** It belongs to the run of the folder above, and repeats that run's files up to a step. */
  | "checkpoint"
  /** It says what was measured, and goes before the keys of its files. */
  | "train"
  | "eval"
  /** A tracker keeps its runs in it: the study is what stands around it. */
  | "tracker"
  /** Inside a tracker's folder of one run: what was printed or uploaded. */
  | "tracker's files"
  /** Configs in it are of the run of the folder above. */
  | "config";
