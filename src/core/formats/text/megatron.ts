import { pairs } from "./row";
import { textLog } from "./textLog";

const iterationPattern = /(?:^|[\s|])iteration:?\s+(\d+)\s*\/\s*(\d+)\s*\|(.*)$/;
const validationPattern =
  /(?:validation|valid|test) loss at (?:iteration (\d+)|the end of training)(?: on (\w+) set)? \| (.*)$/;
const argumentPattern = /^\s*([a-z_][a-z0-9_]*) \.{3,} (\S.*)$/;
const valuePattern = /^(.*?) value$/;

/** The arguments worth keeping of the hundreds that are printed. */
const keptArguments = new Set(
  (
    "num_layers hidden_size ffn_hidden_size num_attention_heads seq_length max_position_embeddings padded_vocab_size " +
    "global_batch_size micro_batch_size train_iters lr min_lr lr_decay_style weight_decay seed world_size bf16 fp16 " +
    "kv_channels num_query_groups optimizer adam_beta1 adam_beta2 clip_grad position_embedding_type glu_activation"
  ).split(" "),
);

/**
 * Megatron-LM, Megatron-DeepSpeed, GPT-NeoX and nanotron: `iteration 10/ 1000 | consumed samples: 40 | lm loss: 1.2E+01 | …`.
 * The loss is absent where iterations were skipped. Of many ranks in one file the last line of an iteration counts.
 */
export const megatron = textLog({
  id: "megatron",
  label: "Megatron, NeoX or nanotron output",
  is: (line) => iterationPattern.test(line) && line.includes(":"),
  reader: (row) => (line, number) => {
    // Megatron-DeepSpeed: parameters with and without embeddings, of the first stage of the first tensor rank.
    const size = line.startsWith("[000-000] ") ? /^\[000-000\] ([\d.]+[BM]) \/ ([\d.]+[BM])/.exec(line) : null;
    if (size !== null) row.config("n_params", size[1] ?? "");
    const found = line.includes("iteration") ? iterationPattern.exec(line) : null;
    if (found !== null) {
      const values = pairs(`${line.slice(0, found.index).split("|").slice(0, -1).join("|")}|${found[3] ?? ""}`);
      row.put(number, { step: found[1], ...values });
      row.config("train_iters", found[2] ?? "");
      return;
    }
    const validation = line.includes(" loss at ") ? validationPattern.exec(line) : null;
    if (validation?.[1] !== undefined) {
      const role = line.includes("test loss") || validation[2] === "test" ? "test" : "validation";
      const values = Object.entries(pairs(validation[3] ?? "")).map(([key, value]) => [
        `${valuePattern.exec(key)?.[1] ?? key} ${role}`,
        value,
      ]);
      row.put(number, { step: validation[1], ...(Object.fromEntries(values) as Record<string, string>) });
      return;
    }
    const argument = line.includes(" ...") ? argumentPattern.exec(line) : null;
    if (argument !== null && keptArguments.has(argument[1] ?? "")) row.config(argument[1] ?? "", argument[2] ?? "");
  },
});
