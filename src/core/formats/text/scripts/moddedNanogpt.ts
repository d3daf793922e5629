import { textLog } from "../textLog";

/** `step:125/20344 val_loss:…`, `125/20344 val_loss: …`, also behind a Unix time. */
const stepPattern =
  /^(?:\d+\.\d+ )?(?:step:)?(\d+)\/(\d+) (?:\[[^\]]*\] )?((?:train_|val_)?loss: ?[\d.+-]|(?:train_|val_)?loss: ?nan)/;
const pairPattern = /(?<![a-z_])([a-z_]+): ?([^\s:]+)/g;
const settingPattern =
  /^\s*(model_params|train_batch_tokens|train_seq_len|iterations|world_size|grad_accum_steps|seed): ?(\d+)/;

/** What is worth keeping of a line. */
const kept = new Set("train_loss val_loss loss ce val_bpb val_avg_loss val_ema_loss train_time".split(" "));

/**
 * modded-nanogpt and parameter-golf: the program's own source, then `step:125/20344 val_loss:5.2369 train_time:…ms`. Times of
 * the first steps are printed as `nanms`. Neither resumes: a fall to the first step is the next run of the same file, another
 * seed.
 */
export const moddedNanogpt = textLog({
  id: "modded-nanogpt",
  label: "modded-nanogpt or parameter-golf log",
  is: (line) => stepPattern.test(line),
  reader: (row, stem) => {
    let first: number | undefined;
    let last = 0;
    let runs = 1;
    return (line, number) => {
      const step = line.includes("loss:") ? stepPattern.exec(line) : null;
      if (step !== null) {
        const at = Number(step[1]);
        first ??= at;
        if (at <= first && last > at) runs++;
        last = at;
        const values = valuesOf(line);
        row.put(number, { step: at, ...values }, runs > 1 ? { run_name: `${stem} ${runs}` } : {});
        row.config("max_steps", step[2] ?? "");
        return;
      }
      if (!line.includes(":")) return;
      const setting = settingPattern.exec(line);
      if (setting === null) return;
      for (const [, key, value] of line.matchAll(pairPattern))
        if (settingPattern.test(`${key}:${value}`)) row.config(key ?? "", value ?? "");
    };
  },
});

function valuesOf(line: string): Record<string, string | number | undefined> {
  const found: Record<string, string | number | undefined> = {};
  for (const [, key = "", value = ""] of line.matchAll(pairPattern)) {
    if (kept.has(key)) found[key] = key === "train_time" ? seconds(value) : value;
  }
  // Where the cross-entropy stands apart, the loss is what is trained on: it holds other terms.
  if (found["ce"] === undefined) return found;
  const { loss, ce, ...others } = found;
  return { ...others, train_loss: ce, objective: loss };
}

/** `14250ms`, `18.962s` or `0.5m` in seconds; undefined for `nanms`. */
function seconds(text: string): number | undefined {
  const found = /^([\d.]+)(ms|s|m)$/.exec(text);
  if (found === null) return undefined;
  return Number(found[1]) * (found[2] === "ms" ? 0.001 : found[2] === "m" ? 60 : 1);
}
