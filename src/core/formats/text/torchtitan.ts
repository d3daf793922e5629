import { textLog } from "./textLog";

const stepPattern = /(?:^|\s)(validate )?step:\s*(\d+)\s{1,4}loss:\s*(\S+)(.*)$/;
const pairPattern = /([a-z_]+(?:\([^)]*\))?):\s*([\d,.]+(?:e[+-]?\d+)?)/g;

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
      row.put(number, { step: at, [key]: loss, ...others });
    }
    const size = /size: ([\d,]+) total parameters/.exec(line);
    if (size !== null) row.config("total_parameters", size[1] ?? "");
  },
});
