import { pairs } from "./row";
import { textLog } from "./textLog";

const iterationPattern = /Training epoch (\d+), iteration (\d+)\/(\d+) \| (.*)$/;
const sizePattern = /^([\d.]+) ([KMB]) +Total params/;

/**
 * NeMo: `Training epoch 0, iteration 9/99 | lr: 0.0003 | global_step: 9 | reduced_train_loss: 7.123 | consumed_samples: 640 | val_loss: 7.3`.
 * The validation loss is repeated until there is a new one.
 */
export const nemo = textLog({
  id: "nemo",
  label: "NeMo output",
  is: (line) => iterationPattern.test(line),
  reader: (row) => {
    let judged: string | undefined;
    return (line, number) => {
      const found = line.includes("Training epoch") ? iterationPattern.exec(line) : null;
      if (found !== null) {
        const { val_loss: val, global_step: step = found[2], ...values } = pairs(found[4] ?? "");
        const news = val === judged ? {} : { val_loss: val };
        judged = val ?? judged;
        row.put(number, { step, ...values, ...news });
        // Iterations are counted from 0.
        row.config("max_steps", String(Number(found[3])));
        return;
      }
      const size = line.includes("Total params") ? sizePattern.exec(line) : null;
      if (size !== null) row.config("n_params", `${size[1]}${size[2]}`);
    };
  },
});
