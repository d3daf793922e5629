import { textLog } from "./textLog";

const stepPattern = /^step:(\d+) - (\S.*)$/;
const scaledPattern = /^(.*)\((1e-?\d+)\)$/;

/** verl's console: `step:12 - train/loss:1.234 - train/lr(1e-3):0.01 - train/total_tokens(B):0.00098`; a factor stands in the key. */
export const verl = textLog({
  id: "verl",
  label: "verl output",
  is: (line) => line.startsWith("step:") && stepPattern.test(line) && line.includes("/"),
  reader: (row) => (line, number) => {
    const step = line.startsWith("step:") ? stepPattern.exec(line) : null;
    if (step === null) return;
    const values: Record<string, string | number> = {};
    for (const piece of (step[2] ?? "").split(" - ")) {
      const at = piece.lastIndexOf(":");
      if (at <= 0) continue;
      const key = piece.slice(0, at).trim();
      const scaled = key.endsWith(")") ? scaledPattern.exec(key) : null;
      if (scaled === null) values[key] = piece.slice(at + 1);
      else values[scaled[1] ?? key] = Number(piece.slice(at + 1)) * Number(scaled[2]);
    }
    row.put(number, { step: step[1], ...values });
  },
});
