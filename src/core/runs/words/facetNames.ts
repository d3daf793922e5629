import type { Fact, Scalar } from "../run";

/** The inputs of the facet search for one run. */
export interface FacetRun {
  readonly id: string;
  /** With its folder: runs of the same name in two files count as one run. */
  readonly name: string;
  /** Folders above the run, then its name. */
  readonly pieces: readonly string[];
  /** Facets set by hand. */
  readonly set?: ReadonlyMap<string, string> | undefined;
  /** Its own run pattern, instead of the study's. */
  readonly pattern?: string | undefined;
  readonly config: ReadonlyMap<string, Scalar>;
  readonly params?: Fact | undefined;
  readonly tokens?: Fact | undefined;
  readonly flops?: Fact | undefined;
}

/** A possible facet. */
export interface FacetCandidate {
  readonly name: string;
  /** Value by run, "" where the run has none. */
  readonly values: readonly string[];
  /** 0 the size · 1 a setting by a name that people use · 2 any other setting · 3 a word by its place in a name · 4 a folder. */
  readonly rank: number;
}

/** Usual keys of settings → the facet's name. */
export const usualFacetName: Readonly<Record<string, string>> = {
  lr: "lr",
  learning_rate: "lr",
  max_lr: "lr",
  peak_lr: "lr",
  base_lr: "lr",
  batch_size: "batch",
  global_batch_size: "batch",
  global_bs: "batch",
  bs: "batch",
  mix: "mix",
  data_mix: "mix",
  mixture: "mix",
  data_mixture: "mix",
  init: "init",
  initialization: "init",
  initialisation: "init",
  seed: "seed",
  dataset: "dataset",
  train_dataset: "dataset",
  train_data: "dataset",
  optimizer: "optimizer",
  weight_decay: "weight decay",
  schedule: "schedule",
  lr_schedule: "schedule",
  scheduler: "schedule",
  architecture: "architecture",
  arch: "architecture",
  experiment: "experiment",
  group: "group",
};

export const usualFacets = new Set(Object.values(usualFacetName));

/** Settings that follow from the size of the model, or that no study varies on purpose: never facets. */
export const notFacets = new Set(
  (
    "n_layer n_layers num_layers num_hidden_layers depth n_embd d_model hidden_size dim width n_head n_heads num_heads " +
    "num_attention_heads intermediate_size d_ff head_dim emb_dim mlp_dim num_encoder_layers num_decoder_layers params n_params num_params model_size params_no_embed n_no_embed " +
    "out_dir output_dir save_dir log_dir run_dir path name run_name run_id id wandb_run_name start_time started_at created_at " +
    "timestamp date time creation_date creation_time host hostname pid ppid git_commit commit device devices gpu gpus n_gpus num_gpus " +
    "num_partitions n_nodes num_nodes nodes nnodes num_workers workers port master_port rank world_size local_rank device_name gpu_type"
  ).split(" "),
);
