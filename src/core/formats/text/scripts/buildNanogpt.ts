import { decayedParams } from "./decayedParams";
import { textLog } from "../textLog";

const filePattern = /^(\d+) (train|val|hella) (\S+)$/;
const stepPattern = /^step\s+(\d+) \| loss: (\S+) \| lr:? (\S+) \| norm: (\S+) \| dt: (\S+)ms/;
const columnNames: Readonly<Record<string, string>> = { train: "train_loss", val: "val_loss", hella: "hella_accuracy" };

/** build-nanogpt: its log.txt (`250 val 5.91`) and what it prints (`step  10 | loss: 9.1 | lr 1e-4 | …`). */
export const buildNanogpt = textLog({
  id: "build-nanogpt",
  label: "build-nanogpt log",
  is: (line) => filePattern.test(line) || stepPattern.test(line),
  reader: (row) => {
    const size = decayedParams(row);
    let step: string | undefined;
    return (line, number) => {
      const file = filePattern.exec(line);
      if (file !== null) row.put(number, { step: file[1], [columnNames[file[2] ?? ""] ?? "value"]: file[3] });
      const printed = stepPattern.exec(line);
      if (printed !== null) {
        step = printed[1];
        row.put(number, { step, loss: printed[2], lr: printed[3], norm: printed[4], dt_ms: printed[5] });
      }
      const val = /^validation loss: (\S+)/.exec(line);
      // It is printed before the line of its step, which is the one after the last.
      if (val !== null) row.put(number, { step: step === undefined ? 0 : Number(step) + 1, val_loss: val[1] });
      size(line);
      const batch = /^total desired batch size: ([\d,]+)/.exec(line);
      if (batch !== null) row.config("total_batch_size", batch[1] ?? "");
    };
  },
});
