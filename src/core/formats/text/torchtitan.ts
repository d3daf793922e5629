import { textLog } from "./textLog";

const stepPattern = /(?:^|\s)(validate )?step:\s*(\d+)\s{1,4}loss:\s*(\S+)(.*)$/;
const totalPattern = /(?:, |with )([\d,]+) tokens per train step/;
const batchPattern = /local batch size (\d+), global batch size (\d+),.{0,60}?sequence length (\d+)/;
const pairPattern = /(?<![a-z_])([a-z_]+(?:\([^()]{0,40}\))?):\s*([\d,.]+(?:e[+-]?\d+)?)/g;

/** torchtitan: `… - root - INFO - step: 10  loss: 10.7069  grad_norm: …  tps: 7,034  tflops: …`, `validate step: 10  loss: …`. */
export const torchtitan = textLog({
  id: "torchtitan",
  label: "torchtitan output",
  is: (line) => stepPattern.test(line),
  reader: (row) => (line, number) => {
    const step = line.includes("step:") ? stepPattern.exec(line) : null;
    if (step !== null) {
      const [, validate, at, loss, rest = ""] = step;
      const key = validate === undefined ? "loss" : "validation_metrics/loss";
      const others = Object.fromEntries([...rest.matchAll(pairPattern)].map(([, k, v]) => [k ?? "", v ?? ""]));
      // Ranks that do not hold the last stage print -1 for the loss.
      row.put(number, { step: at, ...(loss?.startsWith("-") === true ? {} : { [key]: loss }), ...others });
      return;
    }
    const tokens = line.includes("tokens per train step") ? totalPattern.exec(line) : null;
    if (tokens !== null) row.config("tokens_per_step", tokens[1] ?? "");
    const batch = line.includes("global batch size") ? batchPattern.exec(line) : null;
    if (batch !== null) {
      row.config("local_batch_size", batch[1] ?? "");
      row.config("global_batch_size", batch[2] ?? "");
      row.config("sequence_length", batch[3] ?? "");
    }
    const steps = line.includes("Trainer is initialized") ? /total steps (\d+)/.exec(line) : null;
    if (steps !== null) row.config("total_steps", steps[1] ?? "");
    const size = /size: ([\d,]+) total parameters/.exec(line);
    if (size !== null) row.config("total_parameters", size[1] ?? "");
  },
});
