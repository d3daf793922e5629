import { flatten, readJson } from "../json/json";
import { printed } from "./row";
import { textLog } from "./textLog";

/** What stands before a line's values, and the values: JSON, `a=1, b=2`, or `a 1 | b 2`. */
const jsonPattern = /(?:\| |\[)([\w/-]{1,80})(?: \||\]\[INFO\] -) (\{.*\})\s*$/;
const innerPattern = /epoch \d+:.*\bnum_updates=/;
const validPattern = /(?:\| |\[)([\w/-]+)(?: \||\]\[INFO\] -) epoch \d+ \| valid on '([^']+)' subset \| (.*)$/;
const sizePattern = /num\. (?:shared )?model params: ([\d,]+)/;
const lossPattern = /^(?:(.+)[_/])?((?:nll_)?loss|ppl)$/;

interface Line {
  /** `train_inner`, `train`, or the name of a validation set. */
  readonly tag: string;
  readonly values: ReadonlyMap<string, number>;
}

/**
 * fairseq and metaseq: `… | train_inner | {"loss": "9.1", "num_updates": "10", "wpb": "65536", …}`, or as fairseq prints without being
 * told otherwise `… | train_inner | epoch 001: 100 / 3715 loss=15.2, …, num_updates=100, …`. Their loss is in bits a token (base 2; the
 * perplexity beside it is 2^loss): it is kept as `loss_base2`, and given in nats as `loss`; where the perplexity is e^loss it was
 * in nats. Tokens are the words a batch (wpb) times the updates.
 */
export const fairseq = textLog({
  id: "fairseq",
  label: "fairseq or metaseq output",
  is: (line) => lineOf(line) !== undefined,
  reader: (row) => {
    let perBatch: number | undefined;
    return (text, number) => {
      const size = text.includes("odel params: ") ? sizePattern.exec(text) : null;
      if (size !== null) row.config("n_params", size[1] ?? "");
      const line = lineOf(text);
      // The last row of an epoch repeats the epoch's mean as if it were a step's.
      if (line === undefined || line.tag === "train") return;
      const values = line.tag === "train_inner" ? inNats(line.values, () => "") : inNats(line.values, roleOf(line.tag));
      const step = valueOf(line.values, "num_updates");
      if (step === undefined) return;
      if (line.tag === "train_inner") perBatch = line.values.get("wpb") ?? perBatch;
      const tokens = perBatch === undefined ? {} : { tokens: perBatch * step };
      row.put(number, { ...values, step, ...tokens });
    };
  },
});

function lineOf(text: string): Line | undefined {
  if (text.includes("{")) {
    const found = jsonPattern.exec(text);
    const read = found === null ? undefined : readJson(found[2] ?? "");
    if (found === null || read?.ok !== true) return undefined;
    const values = numbers([...flatten(read.value)].map(([key, value]) => [key, String(value)]));
    return valueOf(values, "num_updates") === undefined ? undefined : { tag: found[1] ?? "", values };
  }
  if (!text.includes("epoch ") || !text.includes("num_updates")) return undefined;
  if (innerPattern.test(text)) {
    const pairs = [...text.matchAll(/(?<![a-z_])([a-z_]+)=([^,\s\]]+)/g)].map(
      ([, key = "", value = ""]) => [key, value] as const,
    );
    return { tag: "train_inner", values: numbers(pairs) };
  }
  const valid = validPattern.exec(text);
  if (valid === null) return undefined;
  const pairs = (valid[3] ?? "").split(" | ").map((piece) => {
    const cut = piece.trim().indexOf(" ");
    return [piece.trim().slice(0, cut), piece.trim().slice(cut + 1)] as const;
  });
  return { tag: valid[2] ?? "valid", values: numbers(pairs) };
}

function numbers(pairs: readonly (readonly [string, string])[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const [key, text] of pairs) {
    const value = printed(text);
    if (value !== undefined && key !== "") found.set(key, value);
  }
  return found;
}

/** The value of a key, with or without its set before it: `valid_num_updates`. */
function valueOf(values: ReadonlyMap<string, number>, name: string): number | undefined {
  for (const [key, value] of values) if (key === name || key.endsWith(`_${name}`)) return value;
  return undefined;
}

/** The key of a loss of a validation set: `valid_loss`, and `valid_loss/c4` of one set among several. */
const roleOf =
  (tag: string) =>
  (prefix: string): string => {
    const set = (prefix === "" ? tag : prefix).replace(/^valid\//, "");
    return set === "valid" || set === "combined" || set === "" ? "valid" : `valid/${set}`;
  };

const batchKeys = new Set("wps wpb bsz ups".split(" "));

/** Losses in nats under the keys of their set, with the bits beside them. */
function inNats(all: ReadonlyMap<string, number>, roleOf: (prefix: string) => string): Record<string, number> {
  const values: Record<string, number> = {};
  for (const [key, value] of all) {
    // The best so far is none of this step; the batch of a validation is none of the training's.
    if (key.includes("best_") || (roleOf("") !== "" && batchKeys.has(key))) continue;
    const found = lossPattern.exec(key);
    if (found === null) {
      values[key] = value;
      continue;
    }
    const role = roleOf(found[1] ?? "");
    const name = role === "" ? (found[2] ?? "") : role.replace(/^valid/, `valid_${found[2]}`);
    const scale = found[2] === "ppl" || isNats(all, found[1] ?? "", value) ? 1 : Math.LN2;
    if (scale !== 1) values[`${name}_base2`] = value;
    values[name] = value * scale;
  }
  return values;
}

/** Whether the perplexity beside a loss says that it is in nats. */
function isNats(all: ReadonlyMap<string, number>, prefix: string, loss: number): boolean {
  const ppl = Math.log(all.get(prefix === "" ? "ppl" : `${prefix}_ppl`) ?? NaN);
  return Math.abs(ppl - loss) < 0.01 * loss;
}
