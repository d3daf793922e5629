import type { Column, Table } from "../table/builder";
import { statsOf } from "../table/columnStats";
import type { Layout } from "../table/layout";
import { normalKey } from "../words/names";
import { isRoleColumn } from "./roleColumns";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Of numbers that a run measures or counts as it goes: they tell no runs apart, however few different ones there are. */
const measuredWords = words(
  "loss grad norm gnorm time date datetime hour minute ms sec secs seconds eta elapsed speed throughput mfu tflops tps wps toks " +
    "mem memory gpu gpus cpu util temperature power acc accuracy ppl perplexity score skipped nan nans inf scale index idx id epoch " +
    "epochs iter iters iteration step steps micro microstep microbatch batch_idx progress percent percentage remaining",
);
/** Of what a run is written by or runs on: a restart may change it. */
const machineWords = words(
  "host hostname node nodename rank local_rank pid worker device cuda machine slurm ip port user path file filename url checkpoint " +
    "ckpt commit sha version status state message msg level logger event note comment",
);
/** Of settings, by which rows are told apart even where no two of them are of one step. */
const settingWords = words(
  "lr rate seed optimizer optimiser opt bs batch width depth layers layer heads dim hidden dropout wd decay momentum beta beta1 beta2 " +
    "warmup schedule scheduler data dataset mix mixture corpus vocab tokenizer seq context size model arch architecture init budget " +
    "multiplier mult alpha ratio variant config setting family group trial fold replicate",
);

const wordsOf = (key: string): string[] => normalKey(key).split(/[_/]+/);

const isIn = (set: ReadonlySet<string>, key: string): boolean =>
  set.has(normalKey(key)) || wordsOf(key).some((word) => set.has(word));

/** Whether a column by its key is a setting. */
export const isSetting = ({ key }: Column): boolean => isIn(settingWords, key);

/** Columns that may tell runs apart: what varies, and is neither measured nor a count of steps, tokens, FLOPs or time. */
export function keyCandidates(table: Table, layout: Layout): Column[] {
  const taken = new Set([layout.name, layout.params, layout.loss, layout.step]);
  return table.columns.filter((column) => {
    const { key, numbers, texts } = column;
    if (taken.has(column) || isRoleColumn(column) || layout.meanings.useOf(key) !== undefined) return false;
    if (texts === undefined && (numbers === undefined || statsOf(numbers).same)) return false;
    if (texts !== undefined && numbers === undefined && texts.texts.length < 2) return false;
    if (texts === undefined && layout.meanings.metricOf(key).quantity !== "other") return false;
    if (isIn(machineWords, key)) return false;
    return isSetting(column) || !isIn(measuredWords, key);
  });
}
