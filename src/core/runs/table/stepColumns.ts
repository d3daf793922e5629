import type { Column, Table } from "./builder";
import { statsOf } from "./columnStats";
import type { Meanings } from "../conventions/meanings";
import { normalKey } from "../words/names";
import { matchesWildcard } from "../words/wildcard";

/** The columns that the step of a row is made of. */
export interface StepColumns {
  /** The first that has a value in a row gives its step. */
  readonly steps: readonly Column[];
  /** Counts the epochs, beside a step that may start again with each. */
  readonly epoch: Column | undefined;
}

const lastWord = (key: string): string => normalKey(key).split("/").at(-1) ?? "";

const epochWords = new Set(["epoch", "epochs", "ep", "epoch_idx", "current_epoch", "epoch_num"]);

/** Whether the key counts epochs, which are too coarse for a step. */
export const isEpoch = (key: string): boolean => epochWords.has(lastWord(key));

/** Counters of batches, which are steps where a column of epochs stands beside them. */
const batchWords = new Set(["batch", "batch_idx", "batch_num", "batch_id", "batch_no", "minibatch", "mini_batch"]);

/**
 * Finds them: what the writer declared (`define_metric`), else a rising `…global_step`, else `best`, the best of the usual keys;
 * a count of batches where only epochs stand beside it.
 */
export function stepColumns(table: Table, meanings: Meanings, best: Column | undefined): StepColumns {
  const declared = declaredSteps(table, meanings);
  const epoch = table.columns.find(({ key, numbers }) => numbers !== undefined && isEpoch(key));
  const global = globalStep(table, meanings, best);
  const chosen =
    declared.length > 0
      ? declared
      : [global ?? barBefore(table, meanings, best) ?? batches(table, epoch, best) ?? best];
  const steps = chosen.filter((column) => column !== undefined);
  return { steps, epoch: steps.some((column) => column === epoch) ? undefined : epoch };
}

const isStepKey = (key: string, meanings: Meanings): boolean =>
  !isEpoch(key) &&
  (meanings.useOf(key)?.use === "step" || /(^|_)(steps?|its?|iters?|iterations?|updates?)$/.test(lastWord(key)));

/** The columns that the file itself says are steps, that of most keys first; none where it names tokens or epochs. */
function declaredSteps({ columns, stepKeys }: Table, meanings: Meanings): Column[] {
  if (stepKeys.size === 0) return [];
  const votes = new Map<string, number>();
  for (const { key } of columns) {
    const step = stepKeys.get(key) ?? [...stepKeys].find(([pattern]) => matchesWildcard(pattern, key))?.[1];
    if (step !== undefined && step !== key && !key.startsWith("_")) votes.set(step, (votes.get(step) ?? 0) + 1);
  }
  const wanted = [...votes].sort((a, b) => b[1] - a[1]).map(([key]) => key);
  return wanted.flatMap((wantedKey) =>
    columns.filter(({ key, numbers }) => key === wantedKey && (numbers?.length ?? 0) > 0 && isStepKey(key, meanings)),
  );
}

/** Falls per value that a count may have and still be the step: a restart in twenty rows. */
const fallShare = 1 / 20;

/**
 * A column `…global_step` that counts on where the best of the others is the trainer's own step or a count of rows. It stands in at
 * least every second row of losses, and falls no more often than that other does.
 */
function globalStep({ columns }: Table, meanings: Meanings, best: Column | undefined): Column | undefined {
  const losses = columns.filter(({ key }) => meanings.metricOf(key).quantity !== "other");
  const rows = Math.max(0, ...losses.map(({ numbers }) => numbers?.length ?? 0));
  const falls = best?.numbers === undefined ? 0 : statsOf(best.numbers).falls;
  return columns.find(({ key, numbers }) => {
    if (numbers === undefined || lastWord(key) !== "global_step" || numbers.length * 2 < rows) return false;
    const stats = statsOf(numbers);
    return (
      stats.positive > 0 && (!stats.same || stats.seen === 1) && stats.falls <= Math.max(falls, stats.seen * fallShare)
    );
  });
}

/** `epoch, batch, loss`: the batch, where the only step would be the epoch. */
function batches({ columns }: Table, epoch: Column | undefined, best: Column | undefined): Column | undefined {
  if (epoch === undefined || (best !== undefined && best !== epoch)) return undefined;
  const batch = columns.find(({ key, numbers }) => numbers !== undefined && batchWords.has(lastWord(key)));
  // A constant is the size of the batch.
  return batch?.numbers === undefined || statsOf(batch.numbers).same ? undefined : batch;
}

/** Whether the file is Hugging Face's output, whose only step is that of the progress bar before a row. */
export const hasBar = ({ config }: Table, { conventions }: Meanings): boolean =>
  conventions.includes("hugging-face") && typeof config.get("max_steps") === "number";

/** The bar's step, though it stands still for the whole file: the output was buffered. */
function barBefore(table: Table, meanings: Meanings, best: Column | undefined): Column | undefined {
  if (best === undefined || !isEpoch(best.key) || !hasBar(table, meanings)) return undefined;
  return table.columns.find(({ key, numbers }) => key === "step" && numbers !== undefined);
}
