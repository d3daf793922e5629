import { textLog } from "./textLog";

const headerPattern = /^\[(epoch|batch|token|sample)=(\d+)(?:\/\d+)?\](?:\[batch=(\d+)(?:\/(\d+))?\])?:?/;
const valuePattern = /^\s+(Train|Eval) ([^:]+): (\S+)\s*$/;
const settingPattern = /^(n_params|n_active_params|n_trainable_params|global_train_batch_size|max_seq_len): (\d+)/;

/**
 * MosaicML Composer's ConsoleLogger: `[epoch=1][batch=5/50]:`, then `	 Train loss/train/total: 8.42` and `	 Eval metrics/…`. Where
 * it counts by tokens, `time/batch` gives the step: the batches before the one that is logged. `time/token` is as late, so the tokens
 * of the batch itself are added.
 */
export const composer = textLog({
  id: "composer",
  label: "Composer output",
  is: (line) => valuePattern.test(line) && line.includes("/"),
  reader: (row) => {
    let batch: number | undefined;
    let before = { batch: 0, tokens: 0 };
    let late: number | undefined;
    return (line, number) => {
      const header = line.startsWith("[") ? headerPattern.exec(line) : null;
      if (header !== null) {
        const inEpoch = header[1] === "epoch";
        const own = inEpoch ? (header[3] ?? header[2]) : header[2];
        batch = header[1] === "batch" || inEpoch ? Number(own) : undefined;
        late = undefined;
        return;
      }
      const setting = settingPattern.exec(line);
      if (setting !== null) row.config(setting[1] ?? "", setting[2] ?? "");
      const value = valuePattern.exec(line);
      if (value === null) return;
      const key = (value[2] ?? "").trim();
      if (key === "time/batch") {
        late = Number(value[3]);
        batch ??= late + 1;
      }
      if (batch === undefined) return;
      row.put(number, { step: batch, [key]: value[3] });
      if (key !== "time/token" || late === undefined || late <= before.batch || batch < late) return;
      const tokens = Number(value[3]);
      const each = (tokens - before.tokens) / (late - before.batch);
      row.put(number, { step: batch, tokens_seen: tokens + each * (batch - late) });
      before = { batch: late, tokens };
    };
  },
});
