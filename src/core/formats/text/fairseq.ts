import { flatten, readJson } from "../json/json";
import { printed } from "./row";
import { textLog } from "./textLog";

const linePattern = /(?:\| |\[)(train_inner|train|valid|[\w-]*valid[\w-]*)(?: \||\]\[INFO\] -) (\{.*\})\s*$/;

/**
 * fairseq and metaseq: `… | train_inner | {"loss": "9.1", "num_updates": "10", "wpb": "65536", …}`. Their loss is in bits a token
 * (base 2): it is kept as `loss_base2`, and given in nats as `loss`. Tokens are the words a batch (wpb) times the updates.
 */
export const fairseq = textLog({
  id: "fairseq",
  label: "fairseq or metaseq output",
  is: (line) => linePattern.test(line),
  reader: (row) => {
    let perBatch: number | undefined;
    return (line, number) => {
      const found = line.includes("{") ? linePattern.exec(line) : null;
      const read = found === null ? undefined : readJson(found[2] ?? "");
      if (found === null || read?.ok !== true) return;
      const values: Record<string, number> = {};
      for (const [key, value] of flatten(read.value)) {
        const v = printed(String(value));
        if (v === undefined) continue;
        const name = key.replace(/^(train|valid)_(?=loss|num_updates|ppl|nll)/, "");
        if (name === "loss" || name === "nll_loss") {
          const role = found[1]?.includes("valid") ? "valid_" : "";
          values[`${role}${name}_base2`] = v;
          values[`${role}${name}`] = v * Math.LN2;
        } else values[key] = v;
        if (name === "num_updates") values["step"] = v;
        if (name === "wpb") perBatch = v;
      }
      // The last row of an epoch repeats the epoch's mean as if it were a step's.
      if (found[1] === "train") return;
      if (perBatch !== undefined && values["step"] !== undefined) values["tokens"] = perBatch * values["step"];
      row.put(number, values);
    };
  },
});
