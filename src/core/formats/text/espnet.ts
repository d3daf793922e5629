import { pairs } from "./row";
import { textLog } from "./textLog";

const batchPattern = /(?<!\d)(\d+)epoch:train:(\d+)-(\d+)batch: (.*)$/;
const resultsPattern = /(?<!\d)(\d+)epoch results: \[train\] (.*?)\[valid\] (.*)$/;
const sizePattern = /^\s*Total Number of model parameters: ([\d.]+) ([KMB])\b/;

/**
 * ESPnet: `2epoch:train:251-500batch: iter_time=…, loss=4.4, …` and `2epoch results: [train] …, total_count=1000, [valid] loss=4.5, …`.
 * Batches are counted in each epoch; the step goes on from the last count of the epoch before. The training values of the results
 * are means over the epoch.
 */
export const espnet = textLog({
  id: "espnet",
  label: "ESPnet output",
  is: (line) => batchPattern.test(line) || resultsPattern.test(line),
  reader: (row) => {
    let epoch = 1;
    let before: number | undefined = 0;
    let last: number | undefined;
    return (line, number) => {
      const batch = line.includes("epoch:train:") ? batchPattern.exec(line) : null;
      if (batch !== null) {
        const [, of, , to, rest = ""] = batch;
        if (Number(of) !== epoch) before = Number(of) === epoch + 1 ? last : undefined;
        epoch = Number(of);
        last = before === undefined ? undefined : before + Number(to);
        row.put(number, { ...(last === undefined ? {} : { step: last }), epoch, ...pairs(rest, ",") });
        return;
      }
      const results = line.includes("epoch results:") ? resultsPattern.exec(line) : null;
      if (results !== null) {
        const { total_count: count } = pairs(results[2] ?? "", ",");
        epoch = Number(results[1]);
        last = count === undefined ? last : Number(count);
        const values = pairs((results[3] ?? "").split(", [")[0] ?? "", ",");
        const judged = Object.entries(values).filter(([key]) => key !== "time" && key !== "total_count");
        row.put(number, { step: last, ...Object.fromEntries(judged.map(([key, value]) => [`valid_${key}`, value])) });
      }
      const size = line.includes("Total Number of") ? sizePattern.exec(line) : null;
      if (size !== null) row.config("n_params", `${size[1]}${size[2]}`);
    };
  },
});
