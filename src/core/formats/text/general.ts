import { printedPairs } from "./printedPairs";
import { textLog } from "./textLog";
import type { RowOf } from "./row";

const note =
  "read by the general reader of printed lines, which knows no program: look whether its step and its losses are what they seem";

/**
 * The loops that nobody else prints: any line that holds a step (or an epoch) and a loss, such as `Epoch:[1/1](10/39695), loss: 8.5371`,
 * `Epoch 0 | Step 10/6501 | Loss: 8.2445 | PPL: …`, `[Step 1/100] Loss: 5.0507`, `iter 100 loss 3.2 lr 1e-4`, or a progress bar with
 * `loss=2.3` behind it. The last of all readers, and each run says that it was read by it.
 */
export const general = textLog({
  id: "general",
  label: "printed lines (general reader)",
  rank: "last",
  is: (line) => lineOf(line) !== undefined,
  reader: (row) => {
    let isSaid = false;
    return (line, number) => {
      const found = lineOf(line);
      if (found === undefined) return;
      if (!isSaid) row.note(note);
      isSaid = true;
      const { step, epoch, values } = found;
      setPlan(row, found);
      row.put(number, {
        ...(step === undefined ? {} : { step: step.value }),
        ...(epoch === undefined ? {} : { epoch: epoch.value }),
        ...values,
      });
    };
  },
});

/** A count, and the number that it goes to. */
interface Place {
  readonly value: number;
  readonly of?: number;
}

interface Line {
  readonly step: Place | undefined;
  readonly epoch: Place | undefined;
  readonly values: Readonly<Record<string, string>>;
}

const stepWord = /^(?:global_?)?(?:steps?|iter|iters|iteration|iterations|it|batch|batches|updates?|num_updates)$/;
/** `train_loss`, or `loss train`; the loss *of* something is prose. */
const lossKey = /loss[a-z0-9/.-]*$|loss_(?:train(?:ing)?|val|valid|validation|test|eval)$/;
/** Words that stand before a key and are no part of it. */
const idle = new Set(["info", "debug", "at", "the", "and", "current", "avg", "average", "mean"]);

/** The step, the epoch and the values of a line; undefined where it has no loss, or nothing that orders it. */
function lineOf(line: string): Line | undefined {
  if (!/loss/i.test(line)) return undefined;
  let step: Place | undefined;
  let epoch: Place | undefined;
  const values: Record<string, string> = {};
  for (const { words, value, number, of, unit } of printedPairs(line)) {
    const last = words.at(-1) ?? unit.toLowerCase();
    const place = { value: number, ...(of === undefined ? {} : { of }) };
    const isCount = Number.isInteger(number) && number >= 0;
    if (isCount && last === "epoch") epoch ??= place;
    // `[1/1](10/39695)`, `12%|…| 12/100 [`, `200/ 2928 batches`: a count without a word of its own.
    else if (isCount && (stepWord.test(last) || (words.length === 0 && of !== undefined && epoch !== undefined)))
      step ??= place;
    else if (words.length > 0 && of === undefined) values[keyOf(words)] ??= value;
  }
  const isLoss = Object.entries(values).some(([key]) => lossKey.test(key));
  if (!isLoss || (step ?? epoch) === undefined) return undefined;
  return { step, epoch, values };
}

const keyOf = (words: readonly string[]): string =>
  words
    .filter((word, k) => k === words.length - 1 || !idle.has(word))
    .slice(-2)
    .join("_");

/** Where the count of a line goes to: within an epoch, or in all. */
function setPlan(row: RowOf, { step, epoch }: Line): void {
  if (epoch?.of !== undefined) row.config("num_epochs", String(epoch.of));
  if (step?.of === undefined) return;
  row.config(epoch === undefined ? "max_steps" : "steps_per_epoch", String(step.of));
}
