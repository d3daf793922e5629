import { clearmlEvents, clearmlTask } from "./trackers/clearml";
import { csv } from "./csv/csv";
import type { Format, Head, SnapshotFormat } from "./format";
import { jsonl } from "./json/jsonl";
import { jsonTable } from "./json/jsonTable";
import { lmEval } from "./json/lmEval";
import { openLmModel } from "./json/openLmModel";
import { mlflowMetric, mlflowSetting } from "./trackers/mlflow";
import { parquet } from "./parquet/parquet";
import { sqlite } from "./sqlite/sqlite";
import { swanlab } from "./trackers/swanlab";
import { buildNanogpt } from "./text/scripts/buildNanogpt";
import { composer } from "./text/composer";
import { fairseq } from "./text/fairseq";
import { general } from "./text/general";
import { hfPrinted } from "./text/hfPrinted";
import { espnet } from "./text/espnet";
import { levanter } from "./text/jsonInText";
import { lingua } from "./text/scripts/lingua";
import { maxText } from "./text/maxText";
import { mllog } from "./text/mllog";
import { mlxLm } from "./text/scripts/mlxLm";
import { nanotron } from "./text/nanotron";
import { nemo } from "./text/nemo";
import { verl } from "./text/verl";
import { litgpt } from "./text/scripts/litgpt";
import { llmc } from "./text/scripts/llmc";
import { megatron } from "./text/megatron";
import { moddedNanogpt } from "./text/scripts/moddedNanogpt";
import { nanochat } from "./text/scripts/nanochat";
import { nanogpt } from "./text/scripts/nanogpt";
import { olmo } from "./text/olmo";
import { openLm } from "./text/scripts/openLm";
import { torchtitan } from "./text/torchtitan";
import { torchtune } from "./text/torchtune";
import { tfevents } from "./tensorboard/tfevents";
import { trainerState } from "./json/trainerState";
import { wandb } from "./trackers/wandb";

/** Every format that is read in chunks; of two files with the same metrics of a run, the one of the earlier format is used. */
export const formats: readonly Format[] = [
  wandb,
  tfevents,
  trainerState,
  swanlab,
  clearmlEvents,
  clearmlTask,
  mlflowMetric,
  mlflowSetting,
  jsonl,
  csv,
  openLmModel,
  lmEval,
  jsonTable,
  buildNanogpt,
  composer,
  espnet,
  fairseq,
  hfPrinted,
  lingua,
  litgpt,
  llmc,
  maxText,
  mlxLm,
  nanotron,
  nemo,
  megatron,
  moddedNanogpt,
  nanochat,
  nanogpt,
  olmo,
  openLm,
  torchtitan,
  torchtune,
  verl,
  mllog,
  levanter,
  general,
];

/** No later format is surer than this. */
const certain = 0.95;

/** The format that is surest of a file; undefined when none knows it. `tail`: the bytes are of the file's end, not its start. */
export function recognise(head: Head, tail = false): Format | undefined {
  let best: Format | undefined;
  let surest = 0.3;
  for (const format of formats) {
    if (tail && format.text !== true) continue;
    if (surest >= certain) break;
    const sure = format.probe(head);
    if (sure > surest) {
      surest = sure;
      best = format;
    }
  }
  return best;
}

/** Every format whose files are read at once. */
export const snapshotFormats: readonly SnapshotFormat[] = [sqlite, parquet];

/** The format of a file that is to be read at once; undefined when it is of none. */
export const recogniseSnapshot = (head: Head): SnapshotFormat | undefined =>
  snapshotFormats.find((format) => format.probe(head) > 0.3);
