import { isObject } from "../json/json";
import { numbersOf, objectIn } from "./jsonInText";
import { textLog } from "./textLog";

const mark = ":::MLLOG ";
const placeKeys = ["step", "samples_count", "iteration", "epoch_num"];

/** Benchmarks whose `eval_accuracy` is the log perplexity of a language model; in the others it is a share, higher is better. */
const languageModels = /^(?:gpt|llama|mixtral|deepseek)/;

/**
 * MLPerf logging: `:::MLLOG {"key": "train_loss", "value": 3.1, "metadata": {"samples_count": 4096}}`. GPT-3 writes tokens as its
 * `epoch_num`, the later language models sequences as `samples_count`: the step is computed from them and the batch.
 */
export const mllog = textLog({
  id: "mllog",
  label: "MLPerf log",
  long: true,
  is: (line) => line.includes(mark),
  reader: (row) => {
    const settings = new Map<string, number>();
    let benchmark = "";
    return (line, number) => {
      const at = line.indexOf(mark);
      const entry = at < 0 ? undefined : objectIn(line, at + mark.length);
      if (entry === undefined || typeof entry["key"] !== "string") return;
      const { key, value, metadata } = entry;
      const place = isObject(metadata) ? placeKeys.find((name) => typeof metadata[name] === "number") : undefined;
      if (place === undefined || !isObject(metadata)) {
        if (key === "submission_benchmark" && typeof value === "string") benchmark = value;
        if (typeof value === "number") settings.set(key, value);
        if (typeof value === "number" || typeof value === "string") row.config(key, String(value));
        return;
      }
      const language = languageModels.test(benchmark);
      const count = Number(metadata[place]);
      const where = language ? counted(place, count, settings) : { step: count };
      const samples = place === "samples_count" ? { samples: count } : {};
      for (const [name, v] of Object.entries(numbersOf(isObject(value) ? value : { [key]: value ?? null })))
        row.put(number, {
          ...where,
          ...samples,
          [language && name === "eval_accuracy" ? "eval_log_perplexity" : name]: v,
        });
    };
  },
});

/** The step, and the tokens of this run, of a count of a language model. */
function counted(
  place: string,
  count: number,
  settings: ReadonlyMap<string, number>,
): Record<string, number | undefined> {
  const batch = settings.get("global_batch_size") ?? NaN;
  const length = settings.get("max_sequence_length") ?? NaN;
  if (place !== "epoch_num" && place !== "samples_count") return { step: count };
  const tokens = place === "epoch_num" ? count : count * length;
  // A count of epochs is one of epochs, whatever the benchmark.
  if (place === "epoch_num" && count < length) return { epoch: count };
  const step = place === "epoch_num" ? count / (batch * length) : count / batch;
  return {
    ...(Number.isFinite(step) ? { step: Math.round(step) } : {}),
    ...(Number.isFinite(tokens) ? { tokens } : {}),
  };
}
