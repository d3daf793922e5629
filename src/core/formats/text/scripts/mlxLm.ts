import { textLog } from "../textLog";

const trainPattern = /^Iter (\d+): Train loss ([^,]+), Learning Rate ([^,]+),.*?Trained Tokens (\d+)/;
const valPattern = /^Iter (\d+): Val loss ([^,]+),/;
/** Without words since 2026: iteration, loss with an arrow, tokens a second, tokens; `1    val 3.215    12.35s`. */
const bareTrainPattern = /^ *(\d+) +(\d+\.\d+|nan) [▼▲] +[\d.]+k? +([\d.]+)([kM]?) *$/;
const bareValPattern = /^ *(\d+) +val (\d+\.\d+|nan) +[\d.]+s *$/;
const sizePattern = /^Trainable parameters: [\d.]+% \(([\d.]+)M\/([\d.]+)M\)/;

/** MLX-LM: `Iter 10: Train loss 2.860, …, Trained Tokens 5120, …`, or the rows of a table. */
export const mlxLm = textLog({
  id: "mlx-lm",
  label: "MLX-LM output",
  is: (line) => trainPattern.test(line) || bareTrainPattern.test(line),
  reader: (row) => (line, number) => {
    const train = line.startsWith("Iter ") ? trainPattern.exec(line) : null;
    if (train !== null) {
      row.put(number, { step: train[1], train_loss: train[2], learning_rate: train[3], trained_tokens: train[4] });
      return;
    }
    const val = (line.startsWith("Iter ") ? valPattern : bareValPattern).exec(line);
    if (val !== null) row.put(number, { step: val[1], val_loss: val[2] });
    const bare = bareTrainPattern.exec(line);
    if (bare !== null) {
      const unit = bare[4] === "k" ? 1e3 : bare[4] === "M" ? 1e6 : 1;
      row.put(number, { step: bare[1], train_loss: bare[2], trained_tokens: Math.round(Number(bare[3]) * unit) });
    }
    const size = line.startsWith("Trainable parameters") ? sizePattern.exec(line) : null;
    if (size === null) return;
    row.config("n_params", `${size[2]}M`);
    row.config("trainable_params", `${size[1]}M`);
  },
});
