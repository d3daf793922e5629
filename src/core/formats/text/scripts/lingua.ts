import { textLog } from "../textLog";

const stepPattern = /step: (\d+) {2}acc: \d+ {2}loss: +(\S+) {2}grad: (\S+)(?!\S).{0,200}? lr: (\S+)/;
const sizePattern = /Model size: ([\d,]+) total parameters/;

/** Meta Lingua's train.log, with the keys of its metrics.jsonl: `step: 10  acc: 0  loss:  7.123  grad: 1.20e+00  …  lr: 3.00e-04  …`. */
export const lingua = textLog({
  id: "lingua",
  label: "Meta Lingua output",
  is: (line) => stepPattern.test(line),
  reader: (row) => (line, number) => {
    const step = line.includes("acc: ") ? stepPattern.exec(line) : null;
    if (step !== null)
      row.put(number, { global_step: step[1], "loss/out": step[2], "optim/grad_norm": step[3], "optim/lr": step[4] });
    const size = line.includes("Model size") ? sizePattern.exec(line) : null;
    if (size !== null) row.config("total_params", size[1] ?? "");
  },
});
