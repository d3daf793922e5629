import { epochsTrained } from "../../runs/series/rowSteps";
import { textLog } from "./textLog";

const dictPattern = /\{'(?:loss|eval_[\w]*loss|train_runtime)': [^{}]*\}/g;
const pairPattern = /'([^']+)': '?([^',}]+)'?/g;
/** A bar without a name: those of downloads and of shards that are written have one. */
const barPattern = /(?:^|\])\s*\d+%\|[^|]*\|\s*(\d+)\/(\d+) \[/g;

/** Lines of the header, and of PEFT: a pattern whose group is the value, and the setting's key. */
const settings: readonly (readonly [string, RegExp, string])[] = [
  ["Total train batch size", /Total train batch size \([^)]{0,80}\) = ([\d,]+)/, "total_train_batch_size"],
  ["all params: ", /trainable params: [\d,]+ \|\| all params: ([\d,]+)/, "n_params"],
];

/**
 * What the Hugging Face Trainer prints: a Python dict a log, glued to the progress bar; transformers 5 prints its numbers as
 * texts. The step is the bar's, as the dict has only the epoch; where the output was buffered, so that the bar is far ahead, it is
 * computed from the epoch when all is read (`epochShare.ts`).
 */
export const hfPrinted = textLog({
  id: "hf-printed",
  label: "Hugging Face Trainer output",
  is: (line) => line.includes("{'") && line.search(dictPattern) >= 0,
  reader: (row) => {
    let step: string | undefined;
    let most: string | undefined;
    return (line, number) => {
      for (const [, at, total] of line.matchAll(barPattern)) {
        // The first bar is the training's; an evaluation has one of its own, with another end.
        if (most === undefined) row.config("max_steps", total ?? "");
        most ??= total;
        if (total === most) step = at;
      }
      if (!line.includes("{'")) {
        for (const [mark, pattern, key] of settings) {
          const found = line.includes(mark) ? pattern.exec(line) : null;
          if (found !== null) row.config(key, found[1] ?? "");
        }
        return;
      }
      for (const [dict] of line.matchAll(dictPattern)) {
        // The sum of the whole run; where tokens are counted every row has the time so far, too.
        const values = Object.fromEntries(
          [...dict.matchAll(pairPattern)].map(([, key, value]) => [key ?? "", value ?? ""]),
        );
        if (dict.includes("'train_runtime'") && !dict.includes("'loss'")) {
          row.config(epochsTrained, values["epoch"] ?? "");
          continue;
        }
        row.put(number, { ...(step === undefined ? {} : { step }), ...values });
      }
    };
  },
});
