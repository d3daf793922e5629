import type { RowOf } from "../row";

/**
 * N as nanoGPT's optimizer prints it, all parameters in two parts: `num decayed parameter tensors: 50, with 124,354,560 parameters`
 * and `num non-decayed parameter tensors: 98, with 121,344 parameters`. A reader of these lines.
 */
export function decayedParams(row: RowOf): (line: string) => void {
  const parts = new Map<string, number>();
  return (line) => {
    const found = line.startsWith("num ")
      ? /^num (decayed|non-decayed) parameter tensors: \d+, with ([\d,]+)/.exec(line)
      : null;
    if (found === null) return;
    parts.set(found[1] ?? "", Number((found[2] ?? "").replaceAll(",", "")));
    if (parts.size === 2) row.config("total_params", String([...parts.values()].reduce((a, b) => a + b, 0)));
  };
}
