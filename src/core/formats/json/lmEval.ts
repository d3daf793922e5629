import type { Sink } from "../../runs/table/sink";
import type { Format } from "../format";
import { headText } from "../bytes/headText";
import { isObject, type Json } from "./json";
import { JsonFile } from "./jsonFile";

/**
 * Results of the Language Model Evaluation Harness, `results_<time>.json`: a number a task and metric (`bits_per_byte,none`),
 * in older versions a list with a task's name in each entry. One row, of the model that its folder is named after; the step where the file's path
 * says it (`global_step337250`, `checkpoint-500`).
 */
function take(value: Json, sink: Sink, path: string): void {
  if (!isObject(value)) return;
  const { results, config } = value;
  const step = [...path.matchAll(/(?:step|checkpoint|iter)[-_]?(\d+)/g)].at(-1)?.[1];
  if (step !== undefined) sink.set(sink.column("step"), Number(step));
  if (isObject(config)) {
    const { model_num_parameters: params, model_name: name } = config;
    if (typeof params === "number" && params > 0) sink.setConfig("model_num_parameters", params);
    if (typeof name === "string") sink.setConfig("model_name", name);
  }
  for (const [task, metrics] of tasksOf(results)) {
    for (const [metric, v] of Object.entries(metrics)) {
      if (typeof v === "number") sink.set(sink.column(`eval/${task}/${metric}`), v);
    }
  }
  sink.row(0);
}

function tasksOf(results: Json | undefined): [string, Readonly<Record<string, Json>>][] {
  if (Array.isArray(results)) {
    return (results as readonly Json[]).filter(isObject).map((entry) => {
      const { task_name: task, prompt_name: prompt } = entry;
      return [[task, prompt].filter((name) => typeof name === "string").join("/"), entry];
    });
  }
  return isObject(results) ? Object.entries(results).flatMap(([task, m]) => (isObject(m) ? [[task, m]] : [])) : [];
}

export const lmEval: Format = {
  id: "lm-eval",
  label: "LM Evaluation Harness results",
  growth: "rewrite",
  nameless: true,
  probe({ bytes, path }) {
    if (!path.toLowerCase().endsWith(".json")) return 0;
    const text = headText(bytes).trimStart();
    if (!text.startsWith("{") || !text.includes('"results"')) return 0;
    const marks = ['"versions"', '"n-shot"', "acc_stderr", '"task_name"', ',none"', '"lm_eval_version"'];
    return marks.filter((mark) => text.includes(mark)).length >= 2 ? 1 : 0;
  },
  parser: (sink, path) =>
    new JsonFile(sink, (value, to) => {
      take(value, to, path);
    }),
};
