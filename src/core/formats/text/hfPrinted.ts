import { textLog } from "./textLog";

const DICT = /\{'(?:loss|eval_[\w]*loss|train_runtime)': [^{}]*\}/g;
const PAIR = /'([^']+)': '?([^',}]+)'?/g;
const BAR = /(\d+)\/(\d+) \[/g;

/**
 * What the Hugging Face Trainer prints: a Python dict a log, glued to the progress bar; transformers 5 prints its numbers as
 * texts. The step is the bar's, as the dict has only the epoch.
 */
export const hfPrinted = textLog({
  id: "hf-printed",
  label: "Hugging Face Trainer output",
  is: (line) => line.includes("{'") && line.search(DICT) >= 0,
  reader: (row) => {
    let step: string | undefined;
    return (line, number) => {
      const bar = [...line.matchAll(BAR)].at(-1);
      if (bar !== undefined) {
        step = bar[1];
        row.config("max_steps", bar[2] ?? "");
      }
      if (!line.includes("{'")) return;
      for (const [dict] of line.matchAll(DICT)) {
        if (dict.includes("'train_runtime'")) continue;
        const values = Object.fromEntries([...dict.matchAll(PAIR)].map(([, key, value]) => [key ?? "", value ?? ""]));
        row.put(number, { ...(step === undefined ? {} : { step }), ...values });
      }
    };
  },
});
