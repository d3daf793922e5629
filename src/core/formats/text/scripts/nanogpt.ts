import { decayedParams } from "./decayedParams";
import { textLog } from "../textLog";

const iterPattern = /^iter (\d+): loss ([^,]+), time ([\d.]+)ms(?:, mfu (\S+?)%)?/;
const stepPattern = /^step (\d+): train loss ([^,]+), val loss (\S+)/;

/** nanoGPT's train.py: `iter 10: loss 9.1, time 120.00ms, mfu 38.2%`, `step 250: train loss 3.1, val loss 3.2`. */
export const nanogpt = textLog({
  id: "nanogpt",
  label: "nanoGPT output",
  is: (line) => iterPattern.test(line) || stepPattern.test(line),
  reader: (row) => {
    const size = decayedParams(row);
    return (line, number) => {
      size(line);
      const iter = line.startsWith("iter ") ? iterPattern.exec(line) : null;
      if (iter !== null) row.put(number, { step: iter[1], loss: iter[2], time_ms: iter[3], mfu: iter[4] });
      const step = line.startsWith("step ") ? stepPattern.exec(line) : null;
      if (step !== null) row.put(number, { step: step[1], train_loss: step[2], val_loss: step[3] });
      const params = /^number of parameters: ([\d.]+[KMB])/.exec(line);
      if (params !== null) row.config("n_params", params[1] ?? "");
      const tokens = /^tokens per iteration will be: ([\d,]+)/.exec(line);
      if (tokens !== null) row.config("tokens_per_iteration", tokens[1] ?? "");
      const override = /^Overriding: (\w+) = (.+)$/.exec(line);
      if (override !== null) row.config(override[1] ?? "", override[2] ?? "");
    };
  },
});
