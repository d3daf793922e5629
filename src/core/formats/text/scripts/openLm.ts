import { textLog } from "../textLog";

const trainPattern = /Train Epoch: (\d+) \[\s*([\d,]+)\/([\d,]+) \([\d.]+%\)\].{0,200}?Loss: (\S+)/;

/** The whole model; the count after sharding is one rank's. */
const sizePattern = /Before FSDP parameter num: ([\d,]+)|Model \(has (\d+) parameters\)/;

/** open_lm and open_clip: `Train Epoch: 0 [ 1024/41161 (2%)] Loss: 4.2 (4.3) … LR: …`; x is samples, counted over epochs. */
export const openLm = textLog({
  id: "open_lm",
  label: "open_lm output",
  is: (line) => trainPattern.test(line),
  reader: (row) => (line, number) => {
    const found = line.includes("Train Epoch") ? trainPattern.exec(line) : null;
    const size = line.includes("arameter") ? sizePattern.exec(line) : null;
    if (size !== null) row.config("n_params", size[1] ?? size[2] ?? "");
    if (found === null) return;
    const [, epoch, seen = "", of = "", loss] = found;
    const samples = Number(epoch) * Number(of.replaceAll(",", "")) + Number(seen.replaceAll(",", ""));
    const rate = /LR: ([\d.e-]+)/.exec(line)?.[1];
    row.put(number, { step: samples, samples, loss, lr: rate });
  },
});
