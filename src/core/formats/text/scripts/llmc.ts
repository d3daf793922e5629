import { textLog } from "../textLog";

const filePattern = /^s:(\d+) (tel|trl|eval):(\S+)(?: lr:(\S+))?(?: norm:(\S+))?\s*$/;
const stepPattern = /^step\s+(\d+)\/(\d+) \| (?:train )?loss\s+(\S+)(?!\S)[^|]*\| norm\s+(\S+)(?!\S)[^|]*\| lr (\S+)/;
const valPattern = /^val loss (\S+)/;
/** The settings worth keeping of the box at the start: an early form had `_` for blanks. */
const boxPattern =
  /^\| (num_parameters|total[_ ]batch[_ ]size|(?:max_)?sequence[_ ]length T|num_layers L|channels C) *\| (\d+) *\|/;

/** `total batch size` → `total_batch_size`, `channels C` → `channels`. */
const settingName = (label: string) => label.replace(/ [A-Z]$/, "").replaceAll(" ", "_");

/** llm.c: its main.log (`s:250 tel:5.91`, `s:251 trl:5.88 lr:… norm:…`) and what it prints. */
export const llmc = textLog({
  id: "llm.c",
  label: "llm.c log",
  is: (line) => filePattern.test(line) || stepPattern.test(line),
  reader: (row) => {
    let step = "0";
    return (line, number) => {
      const file = line.startsWith("s:") ? filePattern.exec(line) : null;
      if (file !== null)
        row.put(number, {
          step: file[1],
          [file[2] === "eval" ? "hella_accuracy" : (file[2] ?? "")]: file[3],
          lr: file[4],
          norm: file[5],
        });
      const printed = line.startsWith("step") ? stepPattern.exec(line) : null;
      if (printed !== null) {
        step = printed[1] ?? "0";
        row.put(number, { step, loss: printed[3], norm: printed[4], lr: printed[5] });
        row.config("max_steps", printed[2] ?? "");
      }
      const val = valPattern.exec(line);
      if (val !== null) row.put(number, { step, val_loss: val[1] });
      const box = line.startsWith("| ") ? boxPattern.exec(line) : null;
      if (box !== null) row.config(settingName(box[1] ?? ""), box[2] ?? "");
    };
  },
});
