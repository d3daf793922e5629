import type { Convention, Evidence } from "./convention";
import { foldersOf, type FolderNames } from "./folderNames";
import { wandb } from "./loggers/wandb";
import { swanlab } from "./loggers/swanlab";
import { trackio } from "./loggers/trackio";
import { mlflow } from "./loggers/mlflow";
import { clearml } from "./loggers/clearml";
import { neptune } from "./loggers/neptune";
import { trlPreference } from "./libraries/trlPreference";
import { trl } from "./libraries/trl";
import { axolotl } from "./libraries/axolotl";
import { llamaFactory } from "./libraries/llamaFactory";
import { huggingFace } from "./libraries/huggingFace";
import { litgpt } from "./trainers/litgpt";
import { nemo } from "./trainers/nemo";
import { lightning } from "./libraries/lightning";
import { olmo } from "./trainers/olmo";
import { olmoCore } from "./trainers/olmoCore";
import { levanter } from "./trainers/levanter";
import { torchtitan } from "./trainers/torchtitan";
import { torchtune } from "./trainers/torchtune";
import { nanotron } from "./trainers/nanotron";
import { gptNeox } from "./trainers/gptNeox";
import { megatron } from "./trainers/megatron";
import { maxText } from "./trainers/maxText";
import { verl } from "./libraries/verl";
import { mlxLm } from "./trainers/mlxLm";
import { composer } from "./libraries/composer";
import { lingua } from "./trainers/lingua";
import { fairseq } from "./trainers/fairseq";
import { espnetSpeech } from "./trainers/espnetSpeech";
import { espnet } from "./trainers/espnet";
import { mlperf } from "./trainers/mlperf";
import { openLm } from "./trainers/openLm";
import { t5x } from "./trainers/t5x";
import { keras } from "./libraries/keras";
import { deepspeed } from "./libraries/deepspeed";
import { deepspeedCsv } from "./libraries/deepspeedCsv";
import { nanochat } from "./scripts/nanochat";
import { parameterGolf } from "./scripts/parameterGolf";
import { moddedNanogpt } from "./scripts/moddedNanogpt";
import { nanogpt } from "./scripts/nanogpt";
import { buildNanogpt } from "./scripts/buildNanogpt";
import { llmc } from "./scripts/llmc";
import { stepLaw } from "./scripts/stepLaw";
import { stepLawMoe } from "./scripts/stepLawMoe";
import { mmengine } from "./loggers/mmengine";
import { hydra } from "./loggers/hydra";
import { lmEval } from "./loggers/lmEval";
import { meaningsOf, type Meanings } from "./meanings";
import { usualWords } from "./usualWords";

/** Every convention that is known; of two that are equally sure of a run the first is asked first. */
export const conventions: readonly Convention[] = [
  wandb,
  swanlab,
  trackio,
  mlflow,
  clearml,
  neptune,
  trlPreference,
  trl,
  axolotl,
  llamaFactory,
  huggingFace,
  litgpt,
  nemo,
  lightning,
  olmo,
  olmoCore,
  levanter,
  torchtitan,
  torchtune,
  nanotron,
  gptNeox,
  megatron,
  maxText,
  verl,
  mlxLm,
  composer,
  lingua,
  fairseq,
  espnetSpeech,
  espnet,
  mlperf,
  openLm,
  t5x,
  keras,
  deepspeedCsv,
  deepspeed,
  nanochat,
  parameterGolf,
  moddedNanogpt,
  nanogpt,
  buildNanogpt,
  llmc,
  stepLaw,
  stepLawMoe,
  mmengine,
  hydra,
  lmEval,
];

/** A convention that is less sure of a run is not asked. */
const threshold = 0.5;

/** The conventions by which logs are read: which apply to a run, and what folders are. */
export interface Conventions {
  readonly folders: FolderNames;
  /** The keys of a run as the conventions mean them that recognise it. The same object for the same conventions. */
  meaningsFor(evidence: Evidence): Meanings;
}

/** Prepares a list of conventions; the usual words stand behind each. */
export function conventionsFrom(list: readonly Convention[]): Conventions {
  const made = new Map<string, Meanings>();
  return {
    folders: foldersOf([...list, usualWords]),
    meaningsFor(evidence) {
      const sure = list.map((convention) => ({ convention, sure: convention.recognises(evidence) }));
      const asked = sure.filter((one) => one.sure >= threshold).sort((a, b) => b.sure - a.sure);
      const key = asked.map(({ convention }) => convention.id).join(" ");
      const known = made.get(key) ?? meaningsOf([...asked.map(({ convention }) => convention), usualWords]);
      made.set(key, known);
      return known;
    },
  };
}

/** Those of the list above. */
export const knownConventions = conventionsFrom(conventions);

/** What keys mean to any convention, for when no more is known than the key. */
export const anyMeaning: Meanings = meaningsOf([
  // What is no count or no cross-entropy to one trainer is one to another.
  ...conventions.map((convention) => ({
    ...convention,
    notCounts: [],
    loss: (convention.loss ?? []).filter(({ quantity }) => quantity !== "other"),
  })),
  usualWords,
]);
