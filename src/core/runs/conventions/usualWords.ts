import type { Convention } from "./convention";
import { columns, folders, settings, sizes } from "./rules";

/**
 * The words that the field uses whatever trainer wrote them: the fallback where no convention recognises a run, and what stands
 * behind the rules of those that do.
 */
export const usualWords: Convention = {
  id: "usual-words",
  label: "Usual words of the field",
  source: { repository: "" },
  recognises: () => 0,
  step: [
    ...columns(
      "step global_step iteration iter iter_num it steps num_steps update updates trainstep train_step training_step " +
        "training_steps optim_step n_iter batch_idx total_step_count epoch",
    ),
    ...settings("max_steps total_steps train_steps max_iters num_iterations num_train_steps n_steps num_steps", {
      counts: "planned steps",
    }),
  ],
  tokens: [
    ...columns(
      "tokens tokens_seen train_tokens total_tokens num_tokens n_tokens seen_tokens tokens_consumed total_tokens_processed " +
        "tokens_processed tokens_trained training_tokens token_count ntokens_total num_tokens_seen tokens_cum cum_tokens " +
        "cumulative_tokens dataset_size d",
    ),
    ...columns("samples samples_seen n_samples num_samples sequences sequences_seen", { counts: "samples" }),
    ...columns("tokens_per_step tokens_per_batch tokens_per_iter tokens_per_iteration", { counts: "tokens a step" }),
    ...settings(
      "tokens_per_step tokens_per_batch tokens_per_iter tokens_per_iteration total_batch_size batch_tokens train_batch_tokens " +
        "global_batch_size_tokens batch_size_tokens",
      { counts: "tokens a step" },
    ),
    ...settings("global_batch_size global_train_batch_size total_train_batch_size effective_batch_size", {
      counts: "samples a step",
    }),
    ...settings("micro_batch_size device_batch_size per_gpu_batch_size batch_size_per_gpu per_device_batch_size", {
      counts: "samples a device step",
    }),
    // Not the world size: that counts devices which share a sequence, too.
    ...settings("data_parallel_size dp_size dp_world_size", { counts: "devices" }),
    ...settings("gradient_accumulation_steps grad_accum_steps accumulation_steps grad_accum", {
      counts: "accumulation",
    }),
    ...settings("seq_len seq_length sequence_length max_seq_len max_seq_length context_length block_size n_ctx", {
      counts: "sequence length",
    }),
  ],
  flops: columns(
    "flops total_flops train_flops training_flop training_flops train_flop flops_total compute compute_flops c " +
      "cumulative_flops total_compute total_gflops total_petaflops flops_6nd",
  ),
  params: [
    ...columns(
      "params n_params num_params num_parameters parameters param_count total_params model_params model_size params_total " +
        "n_parameters model_parameters nparams parameter_count model/params model/num_parameters params_with_embed params_active_precise n n_no_embed non_embedding_params",
    ),
    ...settings(
      "n_params num_params num_parameters total_params n_parameters total_parameters params_total model_params param_count " +
        "nparams parameters params num_params_total model_parameters parameter_count non_embedding_params num_non_embedding_params " +
        "n_params_non_embedding active_params params_active",
    ),
    // All of them, unless only an adapter is trained: after the others.
    ...settings("n_trainable trainable_params num_trainable_params trainable_parameters n_trainable_params"),
    ...[
      "model_size",
      "size",
      "model_scale",
      "params",
      "n_params",
      "model_name",
      "model_name_or_path",
      "_name_or_path",
      "model_id",
      "model",
      "name",
      "group",
    ].map((size) => ({ size })),
  ],
  shape: [
    ...sizes("layers", "n_layer n_layers num_layers num_hidden_layers depth n_blocks num_blocks"),
    ...sizes("encoder layers", "num_encoder_layers encoder_layers n_encoder_layers num_layers"),
    ...sizes("decoder layers", "num_decoder_layers decoder_layers n_decoder_layers"),
    ...sizes(
      "width",
      "n_embd d_model hidden_size n_embed model_dim embed_dim embedding_dim hidden_dim emb_dim dim width",
    ),
    ...sizes("heads", "num_attention_heads n_head n_heads num_heads"),
    ...sizes("key-value heads", "num_key_value_heads n_kv_heads n_kv_head num_kv_heads"),
    ...sizes("head size", "head_dim head_size d_kv"),
    ...sizes(
      "feed-forward width",
      "intermediate_size d_ff ffn_dim ffn_hidden_size n_inner feed_forward_dim ff_dim mlp_dim",
    ),
    ...sizes("activation", "hidden_act activation activation_type mlp_type ffn_type feed_forward_proj"),
    ...sizes("vocabulary", "vocab_size vocabulary_size n_vocab padded_vocab_size"),
    ...sizes("tied embeddings", "tie_word_embeddings weight_tying tie_embeddings tie_weights"),
  ],
  clock: columns(
    "wall_time_sec wall_time walltime runtime elapsed elapsed_time elapsed_sec elapsed_seconds time_elapsed train_time " +
      "total_time relative_time wall_clock_time time_sec timestamp wall_time_s created_at time datetime date",
  ),
  runName: columns("run_name run run_id runname name experiment_name exp_name model_name trial trial_id job_name"),
  layout: [
    ...folders(
      "plain",
      "logs log train training eval val test csv csvs metrics tensorboard tb runs output outputs results checkpoints ckpt " +
        "ckpts tmp data experiments exp models events",
    ),
    ...["version", "checkpoint", "ckpt", "step", "global_step"].flatMap((word) =>
      folders("plain", `${word}# ${word}-# ${word}_#`),
    ),
    ...folders("train", "train training"),
    ...folders("eval", "eval evals evaluation val valid validation test dev"),
  ],
};
