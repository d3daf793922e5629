import { pairs } from "./row";
import { textLog } from "./textLog";

const iterationPattern = /iteration: (\d+) \/ (\d+) \| (consumed_tokens: .*)$/;
const headerPattern = /\| sequence_length: (\d+) \| global_batch_size: (\d+) \| train_steps: (\d+)/;
const sizePattern = /Total number of parameters: ([\d.]+)([KMBGT]?)\b/;

/**
 * nanotron: `iteration: 91 / 100 | consumed_tokens: 46.6K | … | global_batch_size: 512 | lm_loss: 9.2 | …`. Numbers have three
 * digits; where the header gives the batch, the tokens are its multiple. The batch of the header is in sequences, that of a line in
 * tokens.
 */
export const nanotron = textLog({
  id: "nanotron",
  label: "nanotron output",
  is: (line) => iterationPattern.test(line),
  reader: (row) => {
    let perStep: number | undefined;
    return (line, number) => {
      const found = line.includes("iteration: ") ? iterationPattern.exec(line) : null;
      if (found !== null) {
        const { consumed_tokens: rounded = "", global_batch_size: batch, ...values } = pairs(found[3] ?? "");
        const step = Number(found[1]);
        const seen = asCount(rounded);
        const exact = perStep === undefined ? NaN : step * perStep;
        const tokens = Math.abs(exact / seen - 1) < 0.006 ? exact : seen;
        row.put(number, { step, consumed_tokens: tokens, batch_tokens: batch, ...values });
        row.config("train_steps", found[2] ?? "");
        return;
      }
      const header = line.includes("| sequence_length: ") ? headerPattern.exec(line) : null;
      if (header !== null) {
        perStep = Number(header[1]) * Number(header[2]);
        row.config("sequence_length", header[1] ?? "");
        row.config("global_batch_size", header[2] ?? "");
      }
      const size = line.includes("Total number of parameters") ? sizePattern.exec(line) : null;
      if (size !== null) row.config("n_params", `${size[1]}${size[2]}`);
    };
  },
});

function asCount(text: string): number {
  const found = /^([\d.]+)([KMBGT]?)$/.exec(text);
  const unit = { K: 1e3, M: 1e6, B: 1e9, G: 1e9, T: 1e12 }[found?.[2] ?? ""] ?? 1;
  return found === null ? NaN : Number(found[1]) * unit;
}
