/**
 * Numbers as people of the field write them. A NaN is written "–": nothing here turns "unknown" into a figure. The minus is
 * U+2212 and powers are raised digits, for reading; exports at full precision do not pass through here.
 */

const raised: Readonly<Record<string, string>> = {
  "-": "⁻",
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
};

const unknown = "–";

/** An integer as raised digits: −3 → "⁻³". */
function superscript(power: number): string {
  return String(power).replace(/[-\d]/g, (digit) => raised[digit] ?? digit);
}

/** Significant digits, trailing zeros cut, no exponent: for values of ordinary size. */
export function significant(value: number, digits: number): string {
  if (!Number.isFinite(value)) return infinite(value);
  const text = value.toPrecision(digits);
  const plain = text.includes("e") ? String(Number(text)) : text;
  return minus(plain.includes(".") && !plain.includes("e") ? plain.replace(/\.?0+$/, "") : plain);
}

/** Fixed decimals: losses ("2.315"), exponents. */
export function decimals(value: number, places: number): string {
  return Number.isFinite(value) ? minus(value.toFixed(places)) : infinite(value);
}

/** Scientific with raised powers: 3.2e19 → "3.2×10¹⁹"; ordinary sizes (0.001 … 99 999) stay plain. */
export function scientific(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return infinite(value);
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e5)) return significant(value, digits);
  const [mantissa = "", power = ""] = value.toExponential(digits - 1).split("e");
  const short = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  const base = `10${superscript(Number(power))}`;
  return minus(short === "1" ? base : short === "-1" ? `-${base}` : `${short}×${base}`);
}

const steps = [
  { at: 1e12, suffix: "T" },
  { at: 1e9, suffix: "B" },
  { at: 1e6, suffix: "M" },
  { at: 1e3, suffix: "k" },
] as const;

/** Counts of tokens and parameters: 1.63e9 → "1.63B", 4e11 → "400B", 950 → "950". */
export function count(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return infinite(value);
  const rounded = Number(value.toPrecision(digits));
  const step = steps.find(({ at }) => Math.abs(rounded) >= at);
  if (step === undefined) return significant(rounded, digits);
  if (step.suffix === "T" && Math.abs(rounded) >= 1e16) return scientific(value, digits);
  return significant(rounded / step.at, digits) + step.suffix;
}

/** A signed share in percent: 0.0123 → "+1.23 %". */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return infinite(share);
  return `${share >= 0 ? "+" : ""}${decimals(share * 100, 2)} %`;
}

/** Seconds as the two largest units: 3725 → "1 h 2 min". */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return infinite(seconds);
  if (seconds < 60) return `${significant(seconds, 3)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** "1 run", "2 runs". */
export function plural(n: number, noun: string): string {
  return `${n.toLocaleString("en-US")} ${noun}${n === 1 ? "" : "s"}`;
}

function infinite(value: number): string {
  return Number.isNaN(value) ? unknown : value > 0 ? "∞" : "−∞";
}

function minus(text: string): string {
  return text.replace("-", "−");
}
