import { pairs } from "./row";
import { textLog } from "./textLog";

const stepPattern = /completed step: (\d+), (seconds: .*)$/;
const evalPattern =
  /Completed eval after train step (\d+), loss=([^,\s]+)|average loss after step=(\d+): eval_loss=([^,\s]+)/;
const sizePattern = /number parameters: ([\d.]+) billion/;
const settingPattern =
  /^Config param (per_device_batch_size|max_target_length|gradient_accumulation_steps|run_name|steps): (\S+)/;
/** Keys of a line → those of its event files. */
const names: Readonly<Record<string, string>> = {
  loss: "learning/loss",
  perplexity: "learning/perplexity",
  total_weights: "learning/total_weights",
};

/**
 * MaxText: `completed step: 0, seconds: 0.25, TFLOP/s/device: 85.9, …, total_weights: 65536, loss: 11.0, lm_loss: 0.000, …` and
 * `Completed eval after train step 9, loss=7.0, …`.
 */
export const maxText = textLog({
  id: "maxtext",
  label: "MaxText output",
  is: (line) => stepPattern.test(line),
  reader: (row) => (line, number) => {
    const step = line.includes("completed step: ") ? stepPattern.exec(line) : null;
    if (step !== null) {
      const known = Object.entries(pairs(step[2] ?? "", ",")).flatMap(([key, value]) =>
        names[key] === undefined ? [] : [[names[key], value] as const],
      );
      row.put(number, { step: step[1], ...Object.fromEntries(known) });
      return;
    }
    const judged = line.includes("loss") ? evalPattern.exec(line) : null;
    if (judged !== null) row.put(number, { step: judged[1] ?? judged[3], "eval/avg_loss": judged[2] ?? judged[4] });
    const size = line.includes("number parameters") ? sizePattern.exec(line) : null;
    if (size !== null) row.config("n_params", `${size[1]}B`);
    const setting = line.startsWith("Config param ") ? settingPattern.exec(line) : null;
    if (setting !== null) row.config(setting[1] ?? "", setting[2] ?? "");
  },
});
