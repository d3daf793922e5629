import { textLog } from "./textLog";

const headerPattern = /\[(?:epoch|batch)=(\d+)(?:\/\d+)?\](?:\[batch=(\d+)\/?(\d+)?\])?:?/;
const valuePattern = /^\s+(Train|Eval) ([^:]+): (\S+)\s*$/;

/** MosaicML Composer's ConsoleLogger: `[epoch=1][batch=5/50]:`, then `	 Train loss/train/total: 8.42` and `	 Eval metrics/…`. */
export const composer = textLog({
  id: "composer",
  label: "Composer output",
  is: (line) => valuePattern.test(line) && line.includes("/"),
  reader: (row) => {
    let batch: string | undefined;
    return (line, number) => {
      const header = line.startsWith("[") ? headerPattern.exec(line) : null;
      if (header !== null) {
        batch = header[2] ?? header[1];
        return;
      }
      const value = batch === undefined ? null : valuePattern.exec(line);
      if (value !== null) row.put(number, { step: batch, [(value[2] ?? "").trim()]: value[3] });
    };
  },
});
