/** "auto", or a number of FLOPs that is not negative; undefined for anything else. */
export function readMinimum(text: string): number | "auto" | undefined {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === "" || trimmed === "auto") return "auto";
  const value = Number(trimmed.replace(/_/g, ""));
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

export function writeMinimum(value: number | "auto"): string {
  if (value === "auto") return "auto";
  return value >= 1e6 ? value.toExponential().replace("e+", "e") : String(value);
}
