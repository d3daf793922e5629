import { textLog } from "../textLog";

const iterPattern = /^Epoch (\d+) \| iter (\d+) step (\d+) \| loss train: ([^,|]+)(?:,\s*val: ([^|]+))?\|/;
const valPattern = /^iter (\d+): val loss ([^,]+), val time/;

/** litgpt: `Epoch 1 | iter 40 step 10 | loss train: 1.2, val: n/a | iter time: …`, `iter 40: val loss 1.2, val time: …`. */
export const litgpt = textLog({
  id: "litgpt",
  label: "litgpt output",
  is: (line) => iterPattern.test(line) || valPattern.test(line),
  reader: (row) => {
    let perIter = 1;
    return (line, number) => {
      const iter = line.startsWith("Epoch") ? iterPattern.exec(line) : null;
      if (iter !== null) {
        const [, , at, step, train, val] = iter;
        // Micro-batches are counted as iter; optimizer steps as step.
        if (Number(step) > 0) perIter = Number(step) / Number(at);
        row.put(number, { step, train_loss: train, val_loss: val });
      }
      const val = line.startsWith("iter") ? valPattern.exec(line) : null;
      if (val !== null) row.put(number, { step: Math.floor(Number(val[1]) * perIter), val_loss: val[2] });
      const size = /^Total parameters: ([\d,]+)/.exec(line);
      if (size !== null) row.config("total_parameters", size[1] ?? "");
    };
  },
});
