/** A whole number within limits, as a person types it ("2,000", "1e4"); undefined for anything else. */
export function readWhole(text: string, low: number, high: number): number | undefined {
  const bare = text.trim().replace(/[,_ ]/g, "");
  const value = bare === "" ? NaN : Number(bare);
  return Number.isInteger(value) && value >= low && value <= high ? value : undefined;
}

/** A share of 1 typed as a percentage, "5" or "5 %", from 0 up to 99; undefined for anything else. */
export function readPercent(text: string): number | undefined {
  const bare = text.replace("%", "").trim();
  const value = bare === "" ? NaN : Number(bare);
  return value >= 0 && value <= 99 ? value / 100 : undefined;
}

export function writePercent(share: number): string {
  return `${Number((share * 100).toPrecision(4))} %`;
}
