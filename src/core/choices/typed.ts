const suffixes: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** A number as a person types it: "2,000", "1e4", "3e19", "1.63B". NaN for anything else, infinities and other bases included. */
export function typedNumber(text: string): number {
  const bare = text.trim().replace(/[,_ ]/g, "");
  const scale = suffixes[bare.at(-1) ?? ""];
  const digits = scale === undefined ? bare : bare.slice(0, -1);
  const value = /^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(digits) ? Number(digits) * (scale ?? 1) : NaN;
  return Number.isFinite(value) ? value : NaN;
}

/** A number as `typedNumber` reads it: from a million up in powers of ten, "3e19". */
export function writeNumber(value: number): string {
  return value >= 1e6 ? value.toExponential().replace("e+", "e") : String(value);
}
