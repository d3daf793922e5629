/**
 * Gives values that are the same number one spelling, the first: `1e-5`, `1.00E-05` and `mlr1e-5`. Texts stay as they are, and so do
 * numbers behind different letters.
 */
export function oneSpelling(values: readonly string[]): readonly string[] {
  const read = values.map((value) => (value === "" ? undefined : numberIn(value)));
  if (read.some((one, i) => one === undefined && values[i] !== "")) return values;
  const letters = new Set(read.flatMap((one) => (one === undefined || one.letters === "" ? [] : [one.letters])));
  if (letters.size > 1) return values;
  // `v1` and `1` may be two things; `mlr1e-5` and `1e-5` are not.
  const bare = read.some((one) => one?.letters === "");
  if (letters.size === 1 && bare && read.some((one) => Number.isInteger(one?.number))) return values;
  const spelled = new Map<number, string>();
  return values.map((value, i) => {
    const number = read[i]?.number;
    if (number === undefined) return value;
    const first = spelled.get(number) ?? value;
    spelled.set(number, first);
    return first;
  });
}

/** The number of a text that is one, behind letters or not. */
function numberIn(text: string): { readonly letters: string; readonly number: number } | undefined {
  const found = /^([A-Za-z_]*?)[-_=]?(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)$/.exec(text.trim());
  return found === null ? undefined : { letters: (found[1] ?? "").toLowerCase(), number: Number(found[2]) };
}
