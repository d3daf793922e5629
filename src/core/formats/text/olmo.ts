import { textLog } from "./textLog";

const headerPattern = /\[step=(\d+)(?:\/(\d+))?(?:,epoch=\d+)?[^\]]*\]/;
const valuePattern = /^\s+([A-Za-z][^=]*)=(\S+)\s*$/;

/** OLMo and OLMo-core: `[step=10/739328,epoch=0]`, then a line a metric: `    train/CrossEntropyLoss=9.331`. */
export const olmo = textLog({
  id: "olmo",
  label: "OLMo output",
  is: (line) => headerPattern.test(line),
  reader: (row) => {
    let step: string | undefined;
    return (line, number) => {
      const header = line.includes("[step=") ? headerPattern.exec(line) : null;
      if (header !== null) {
        step = header[1];
        if (header[2] !== undefined) row.config("max_steps", header[2]);
        return;
      }
      const value = step === undefined ? null : valuePattern.exec(line);
      if (value !== null) row.put(number, { step, [(value[1] ?? "").trim()]: value[2] });
      else if (!line.startsWith(" ")) step = undefined;
    };
  },
});
