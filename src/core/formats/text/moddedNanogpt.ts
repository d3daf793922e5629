import { textLog } from "./textLog";

const stepPattern = /^step:(\d+)\/(\d+) (?:(train_loss|val_loss):(\S+))?(?: val_bpb:(\S+))?.*?train_time:(\S+?)ms/;

/**
 * modded-nanogpt and parameter-golf: the program's own source, then `step:125/20344 val_loss:5.2369 train_time:…ms`. Times of
 * the first steps are printed as `nanms`.
 */
export const moddedNanogpt = textLog({
  id: "modded-nanogpt",
  label: "modded-nanogpt log",
  is: (line) => stepPattern.test(line),
  reader: (row) => (line, number) => {
    const step = line.startsWith("step:") ? stepPattern.exec(line) : null;
    if (step?.[3] !== undefined) {
      row.put(number, { step: step[1], [step[3]]: step[4], val_bpb: step[5], train_time: milliseconds(step[6]) });
      row.config("max_steps", step[2] ?? "");
    }
    const params = /^model_params:(\d+)/.exec(line);
    if (params !== null) row.config("model_params", params[1] ?? "");
  },
});

function milliseconds(text: string | undefined): number | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? value / 1000 : undefined;
}
