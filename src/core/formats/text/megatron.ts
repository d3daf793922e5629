import { pairs, type RowOf } from "./row";
import { textLog } from "./textLog";

const iterationPattern = /(?:^|[\s|])iteration:?\s+(\d+)\s*\/\s*(\d+)\s*\|(.*)/;
const validationPattern =
  /(?:validation|valid|test) loss at (?:iteration (\d+)|the end of training)(?: on (\w+) set)? \| (.*)$/;
/** NeoX puts a word behind an argument, without a blank. */
const argumentPattern = /^\s*([a-z_][a-z0-9_]*) \.{3,} (\S.*?)(?:updated|default)?$/;
const neoxValidationPattern = /validation results at iteration (\d+) \| (.*)$/;
const valuePattern = /^(.*?) value$/;
const sizePattern = /number of parameters on .{0,60}?model parallel rank \(?([\d, ]+)\)?: (\d+)/;
const parallelPattern = /tensor-model-parallel size: (\d+), pipeline-model-parallel size: (\d+)/;

/** The arguments worth keeping of the hundreds that are printed. */
const keptArguments = new Set(
  (
    "num_layers hidden_size ffn_hidden_size num_attention_heads seq_length max_position_embeddings padded_vocab_size " +
    "global_batch_size micro_batch_size train_batch_size train_micro_batch_size_per_gpu train_iters lr min_lr lr_decay_style weight_decay seed world_size bf16 fp16 " +
    "model_parallel_size pipe_parallel_size tensor_model_parallel_size pipeline_model_parallel_size " +
    "kv_channels num_query_groups optimizer adam_beta1 adam_beta2 clip_grad position_embedding_type glu_activation"
  ).split(" "),
);

/**
 * Megatron-LM, Megatron-DeepSpeed and GPT-NeoX: `iteration 10/ 1000 | consumed samples: 40 | lm loss: 1.2E+01 | …`.
 * The number of parameters is printed for each part of a model that is split: it is the model's where there is one part.
 * The loss is absent where iterations were skipped. Of many ranks in one file the last line of an iteration counts.
 */
export const megatron = textLog({
  id: "megatron",
  label: "Megatron or NeoX output",
  is: (line) => iterationPattern.test(line) && line.includes(":"),
  reader: (row) => {
    const parts = partsOf(row);
    return (line, number) => {
      if (parts(line)) return;
      const found = line.includes("iteration") ? iterationPattern.exec(line) : null;
      if (found !== null) {
        const values = pairs(`${line.slice(0, found.index).split("|").slice(0, -1).join("|")}|${found[3] ?? ""}`);
        row.put(number, { step: found[1], ...values });
        row.config("train_iters", found[2] ?? "");
        return;
      }
      const validation = validationOf(line);
      if (validation !== undefined) {
        row.put(number, validation);
        return;
      }
      const argument = line.includes(" ...") ? argumentPattern.exec(line) : null;
      if (argument !== null && keptArguments.has(argument[1] ?? "")) row.config(argument[1] ?? "", argument[2] ?? "");
    };
  },
});

/** Reads the lines that print a number of parameters. */
function partsOf(row: RowOf): (line: string) => boolean {
  let whole = true;
  return (line) => {
    // Megatron-DeepSpeed: parameters with and without embeddings, of the first stage of the first tensor rank.
    const size = line.startsWith("[000-000] ") ? /^\[000-000\] ([\d.]+[BM]) \/ ([\d.]+[BM])/.exec(line) : null;
    if (size !== null) row.config("n_params", size[1] ?? "");
    const parallel = line.includes("parallel size: ") ? parallelPattern.exec(line) : null;
    if (parallel !== null) whole = Number(parallel[1]) === 1 && Number(parallel[2]) === 1;
    if (/^\s*(?:tensor_|pipeline_)?(?:model|pipe)_parallel_size \.+ ([2-9]|1\d)/.test(line)) whole = false;
    const part = line.includes("number of parameters on") ? sizePattern.exec(line) : null;
    if (part === null) return size !== null;
    if (!/^[0, ]+$/.test(part[1] ?? "")) whole = false;
    // 0 is no count: what an earlier line said of one part is taken back.
    row.config("n_params", whole ? (part[2] ?? "") : "0");
    return true;
  };
}

function validationOf(line: string): Record<string, string | undefined> | undefined {
  const neox = line.includes("validation results at") ? neoxValidationPattern.exec(line) : null;
  const found = neox ?? (line.includes(" loss at ") ? validationPattern.exec(line) : null);
  if (found?.[1] === undefined) return undefined;
  const role = line.includes("test loss") || (neox === null && found[2] === "test") ? "test" : "validation";
  const values = Object.entries(pairs((neox === null ? found[3] : found[2]) ?? "")).map(([key, value]) => [
    `${valuePattern.exec(key)?.[1] ?? key} ${role}`,
    value,
  ]);
  return { step: found[1], ...(Object.fromEntries(values) as Record<string, string>) };
}
