import { textLog } from "./textLog";

const headerPattern = /\[step=(\d+)(?:\/(\d+))?(?:,epoch=\d+)?[^\][]{0,80}\]/;
const valuePattern = /^\s+([A-Za-z][^=]*)=(\S+)\s*$/;

const sizePattern = /(Total) number of parameters: ([\d,]+)|Number of (non-embedding) parameters: ([\d,]+)/;

/** OLMo and OLMo-core: `[step=10/739328,epoch=0]`, then a line a metric: `    train/CrossEntropyLoss=9.331`. */
export const olmo = textLog({
  id: "olmo",
  label: "OLMo output",
  is: (line) => headerPattern.test(line),
  reader: (row) => {
    let step: string | undefined;
    let inBlock = false;
    return (line, number) => {
      const header = line.includes("[step=") ? headerPattern.exec(line) : null;
      if (header !== null) {
        step = header[1];
        inBlock = true;
        if (header[2] !== undefined) row.config("max_steps", header[2]);
        return;
      }
      const value = step === undefined ? null : valuePattern.exec(line);
      // An evaluation stands below a line of its own, after that of its step.
      if (value !== null && (inBlock || value[1]?.startsWith("eval/") === true))
        row.put(number, { step, [(value[1] ?? "").trim()]: value[2] });
      else if (!line.startsWith(" ")) inBlock = false;
      const size = line.includes("arameters: ") ? sizePattern.exec(line) : null;
      if (size !== null)
        row.config(size[1] === undefined ? "non_embedding_params" : "total_params", size[2] ?? size[4] ?? "");
    };
  },
});
