import { readQuantity } from "../print/typed";

/** A number as a person types it: "2,000", "1e4", "3e19", "1.63B". NaN for anything else, infinities included. */
export function typedNumber(text: string): number {
  const value = readQuantity(text.trim().replace(/[,_ ]/g, ""));
  return Number.isFinite(value) ? value : NaN;
}

/** A number as `typedNumber` reads it: from a million up by its power of ten, "3e19". */
export function writeNumber(value: number): string {
  return value >= 1e6 ? value.toExponential().replace("e+", "e") : String(value);
}
