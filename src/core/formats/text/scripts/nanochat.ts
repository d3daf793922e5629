import { textLog } from "../textLog";

const stepPattern = /^step (\d+)(?:\/(\d+))? \([\d.]+%\) \| loss: (\S+) \| lrm: (\S+) \| dt: (\S+)ms/;
const valPattern = /^Step (\d+) \| Validation bpb: (\S+)/;
const corePattern = /^Step (\d+) \| CORE metric: (\S+)/;
/** Lines of the header: a pattern whose group is the value, and the setting's key. */
const settings: readonly (readonly [RegExp, string])[] = [
  [/^Number of parameters: ([\d,]+)/, "n_params"],
  [/^Number of parameters: [\d,]+ \(scaling: ([\d,]+)/, "n_scaling_params"],
  [/^Estimated FLOPs per token: (\S+)/, "flops_per_token"],
  [/^Total batch size ([\d,]+)/, "total_batch_size"],
];
const partPattern = /^(wte|value_embeds|bigram_embed|lm_head|transformer_matrices|scalars|total) *: ([\d,]+)$/;
const shapePattern = /^\s*"(sequence_len|vocab_size|n_layer|n_head|n_kv_head|n_embd)": (\d+)/;

/**
 * nanochat: a header with the counts of parameters, then `step 00010/21400 (0.05%) | loss: 9.1 | lrm: 1.00 | dt: …ms | tok/sec: …`
 * and `Step 00250 | Validation bpb: 0.98`.
 */
export const nanochat = textLog({
  id: "nanochat",
  label: "nanochat output",
  is: (line) => stepPattern.test(line) || valPattern.test(line),
  reader: (row) => {
    let counting = false;
    return (line, number) => {
      const step = line.startsWith("step ") ? stepPattern.exec(line) : null;
      if (step !== null) {
        row.put(number, { step: step[1], loss: step[3], lrm: step[4], dt_ms: step[5] });
        row.config("max_steps", step[2] ?? "");
        return;
      }
      const val = line.startsWith("Step ") ? valPattern.exec(line) : null;
      if (val !== null) row.put(number, { step: val[1], val_bpb: val[2] });
      const core = line.startsWith("Step ") ? corePattern.exec(line) : null;
      if (core !== null) row.put(number, { step: core[1], core_metric: core[2] });
      const part = counting ? partPattern.exec(line) : null;
      if (part !== null) row.config(`params_${part[1]}`, part[2] ?? "");
      else counting = line.startsWith("Parameter counts:");
      const shape = shapePattern.exec(line);
      if (shape !== null) row.config(shape[1] ?? "", shape[2] ?? "");
      for (const [pattern, key] of settings) {
        const found = pattern.exec(line);
        if (found !== null) row.config(key, found[1] ?? "");
      }
    };
  },
});
