import type { Convention, Evidence } from "./convention";
import { foldersOf, type FolderNames } from "./folderNames";
import { huggingFace } from "./trainers/huggingFace";
import { llamaFactory } from "./trainers/llamaFactory";
import { lightning } from "./trainers/lightning";
import { olmoCore } from "./trainers/olmoCore";
import { levanter } from "./trainers/levanter";
import { torchtitan } from "./trainers/torchtitan";
import { megatron } from "./trainers/megatron";
import { deepspeed } from "./trainers/deepspeed";
import { composer } from "./trainers/composer";
import { lingua } from "./trainers/lingua";
import { fairseq } from "./trainers/fairseq";
import { t5x } from "./trainers/t5x";
import { openLm } from "./trainers/openLm";
import { buildNanogpt } from "./scripts/buildNanogpt";
import { llmc } from "./scripts/llmc";
import { nanogpt } from "./scripts/nanogpt";
import { hydra } from "./loggers/hydra";
import { lmEval } from "./loggers/lmEval";
import { mlflow } from "./loggers/mlflow";
import { mmengine } from "./loggers/mmengine";
import { swanlab } from "./loggers/swanlab";
import { wandb } from "./loggers/wandb";
import { meaningsOf, type Meanings } from "./meanings";
import { usualWords } from "./usualWords";

/** Every convention that is known; of two that are equally sure of a run the first is asked first. */
export const conventions: readonly Convention[] = [
  wandb,
  swanlab,
  mlflow,
  huggingFace,
  llamaFactory,
  lightning,
  olmoCore,
  levanter,
  torchtitan,
  megatron,
  deepspeed,
  composer,
  lingua,
  fairseq,
  t5x,
  openLm,
  nanogpt,
  buildNanogpt,
  llmc,
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
  // What is no count to one trainer is one to another.
  ...conventions.map((convention) => ({ ...convention, notCounts: [] })),
  usualWords,
]);
