import { textLog } from "./textLog";

const stepPattern = /^Step (\d+) \| ((?:val_)?loss:\S+.*)$/;

/** torchtune's DiskLogger: `Step 1 | loss:2.3 lr:0.0001 tokens_per_second_per_gpu:…`. */
export const torchtune = textLog({
  id: "torchtune",
  label: "torchtune log",
  is: (line) => stepPattern.test(line),
  reader: (row) => (line, number) => {
    const step = line.startsWith("Step ") ? stepPattern.exec(line) : null;
    if (step === null) return;
    const values = (step[2] ?? "").split(" ").map((piece) => {
      const at = piece.indexOf(":");
      return [piece.slice(0, at), piece.slice(at + 1)] as const;
    });
    row.put(number, { step: step[1], ...Object.fromEntries(values.filter(([key]) => key !== "")) });
  },
});
