const stepWords = ["global_step", "iteration", "checkpoint", "steps", "step", "iter", "ckpt"];
const separators = "-_ ./:@";

const isDigit = (c: string) => c >= "0" && c <= "9";

/** Splits a name that ends in a step: `gemstone-1024x28-step_00002385`, `pythia_checkpoint_1000`; undefined for others. */
export function stepAtEnd(name: string): { readonly run: string; readonly step: number } | undefined {
  let start = name.length;
  while (start > 0 && isDigit(name[start - 1] ?? "")) start--;
  if (start === name.length || name.length - start > 15) return undefined;
  let end = start;
  if (end > 0 && "-_ =".includes(name[end - 1] ?? "")) end--;
  const before = name.slice(0, end).toLowerCase();
  const word = stepWords.find((one) => before.endsWith(one));
  if (word === undefined) return undefined;
  let cut = end - word.length;
  if (cut < 1 || !separators.includes(name[cut - 1] ?? "")) return undefined;
  while (cut > 0 && separators.includes(name[cut - 1] ?? "")) cut--;
  return cut === 0 ? undefined : { run: name.slice(0, cut), step: Number(name.slice(start)) };
}
