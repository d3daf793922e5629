/** A colour in sRGB, channels 0 … 1. */
export interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

const hexColour = /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;
const rgbColour = /^rgba?\(([^)]*)\)$/i;

/**
 * Reads `#rgb`, `#rrggbb` (an alpha is left out) and `rgb(…)`/`rgba(…)`, the two forms a canvas writes any CSS colour in.
 * Undefined for anything else.
 */
export function parseColour(text: string): Rgb | undefined {
  const hex = hexColour.exec(text.trim())?.[1];
  if (hex !== undefined) {
    const wide = hex.length < 6 ? hex.replace(/./g, "$&$&") : hex;
    const channel = (at: number): number => Number.parseInt(wide.slice(at, at + 2), 16) / 255;
    return wide.length >= 6 ? { r: channel(0), g: channel(2), b: channel(4) } : undefined;
  }
  const parts =
    rgbColour
      .exec(text.trim())?.[1]
      ?.split(/[\s,/]+/)
      .map(Number) ?? [];
  const [r = NaN, g = NaN, b = NaN] = parts;
  return [r, g, b].every(Number.isFinite) ? { r: r / 255, g: g / 255, b: b / 255 } : undefined;
}

/** `#rrggbb`. */
export function writeColour({ r, g, b }: Rgb): string {
  const channel = (value: number): string =>
    Math.round(Math.min(1, Math.max(0, value)) * 255)
      .toString(16)
      .padStart(2, "0");
  return `#${channel(r)}${channel(g)}${channel(b)}`;
}

/** `rgba(…)` with that opacity. */
export function withAlpha({ r, g, b }: Rgb, alpha: number): string {
  const channel = (value: number): number => Math.round(value * 255);
  return `rgba(${channel(r)}, ${channel(g)}, ${channel(b)}, ${alpha})`;
}

/** Relative luminance, WCAG 2.1. */
export function luminance({ r, g, b }: Rgb): number {
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** Contrast ratio of two colours, 1 … 21, WCAG 2.1. */
export function contrast(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/**
 * A colour of the OKLCH space (Ottosson 2020): lightness 0 … 1, chroma (0 = grey), hue in degrees. Chroma is cut to what sRGB
 * can show at that lightness and hue, so that a hue never shifts by clipping.
 */
export function oklch(lightness: number, chroma: number, hue: number): Rgb {
  if (inGamut(convert(lightness, chroma, hue))) return convert(lightness, chroma, hue);
  let [inside, outside] = [0, chroma];
  for (let step = 0; step < 20; step++) {
    const middle = (inside + outside) / 2;
    if (inGamut(convert(lightness, middle, hue))) inside = middle;
    else outside = middle;
  }
  return clamp(convert(lightness, inside, hue));
}

function convert(lightness: number, chroma: number, hue: number): Rgb {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return {
    r: encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    g: encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    b: encode(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  };
}

function inGamut({ r, g, b }: Rgb): boolean {
  return [r, g, b].every((channel) => channel >= -1e-6 && channel <= 1 + 1e-6);
}

function clamp({ r, g, b }: Rgb): Rgb {
  const cut = (channel: number): number => Math.min(1, Math.max(0, channel));
  return { r: cut(r), g: cut(g), b: cut(b) };
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function encode(channel: number): number {
  return channel <= 0.0031308 ? 12.92 * channel : 1.055 * channel ** (1 / 2.4) - 0.055;
}
