import { textLog } from "./textLog";

const stepPattern = /^step (\d+)(?:\/(\d+))? \([\d.]+%\) \| loss: (\S+) \| lrm: (\S+) \| dt: (\S+)ms/;
const valPattern = /^Step (\d+) \| Validation bpb: (\S+)/;

/** nanochat: `step 00010/21400 (0.05%) | loss: 9.1 | lrm: 1.00 | dt: …ms | tok/sec: …`, `Step 00250 | Validation bpb: 0.98`. */
export const nanochat = textLog({
  id: "nanochat",
  label: "nanochat output",
  is: (line) => stepPattern.test(line) || valPattern.test(line),
  reader: (row) => (line, number) => {
    const step = stepPattern.exec(line);
    if (step !== null) {
      row.put(number, { step: step[1], loss: step[3], lrm: step[4], dt_ms: step[5] });
      row.config("max_steps", step[2] ?? "");
    }
    const val = valPattern.exec(line);
    if (val !== null) row.put(number, { step: val[1], val_bpb: val[2] });
    const size = /^Number of parameters: ([\d,]+)/.exec(line);
    if (size !== null) row.config("n_params", size[1] ?? "");
    const batch = /^Total batch size ([\d,]+)/.exec(line);
    if (batch !== null) row.config("total_batch_size", batch[1] ?? "");
  },
});
