import type { Tint } from "../../src/core/views/figure";
import { contrast, luminance, oklch, type Rgb } from "./colour";

/** What a palette is made for. */
export interface Ground {
  readonly background: Rgb;
  readonly foreground: Rgb;
  readonly highContrast: boolean;
}

/** Hue angle and chroma of the categories. Neighbours differ in lightness too (`lift`), for eyes that do not tell the hues apart. */
const hues = [
  { angle: 252, chroma: 0.15, lift: 0 },
  { angle: 52, chroma: 0.15, lift: 0.06 },
  { angle: 170, chroma: 0.11, lift: 0 },
  { angle: 308, chroma: 0.15, lift: -0.03 },
  { angle: 14, chroma: 0.16, lift: 0.05 },
  { angle: 95, chroma: 0.12, lift: 0 },
  { angle: 215, chroma: 0.1, lift: 0.08 },
  { angle: 345, chroma: 0.15, lift: -0.05 },
  { angle: 135, chroma: 0.13, lift: 0.04 },
  { angle: 275, chroma: 0.1, lift: 0.08 },
] as const;

/** The ends of the ramps, OKLCH lightness: not white and black, where no hue is left to tell apart. */
const palest = 0.94;
const deepest = (highContrast: boolean): number => (highContrast ? 0.18 : 0.25);
/** Chroma at the end of a ramp that is near the background, and at the one far from it: it falls with the distance, so that steps differ twice. */
const [near, far] = [0.2, { dark: 0.065, light: 0.1 }] as const;

/**
 * Lines are at least this far from the background. WCAG 1.4.11 asks 3; high contrast themes get more, but not so much that a ramp of
 * six sizes has no room for steps that differ.
 */
export const leastContrast = (highContrast: boolean): number => (highContrast ? 3.5 : 3);

/**
 * The colour of a tint on a ground. Plain hues sit at one lightness; a shade runs from the lightest colour of the hue that the
 * ground can carry (0) to the darkest (1). Every answer keeps `leastContrast`, whatever the theme's background.
 */
export function colourOf(tint: Tint, ground: Ground): Rgb {
  if (tint.hue === undefined) return neutral(tint.shade ?? 0.5, ground);
  const hue = hues[((tint.hue % hues.length) + hues.length) % hues.length] ?? hues[0];
  const { lightest, darkest } = span(ground, hue.angle, hue.chroma);
  if (tint.shade === undefined) {
    const dark = isDark(ground.background);
    const wanted = (dark ? 0.74 : 0.57) + hue.lift;
    return oklch(Math.min(lightest, Math.max(darkest, wanted)), hue.chroma, hue.angle);
  }
  const shade = Math.min(1, Math.max(0, tint.shade));
  const ends = span(ground, hue.angle, near);
  const [first, last] = isDark(ground.background) ? [far.dark, near] : [near, far.light];
  const lightness = ends.lightest + (ends.darkest - ends.lightest) * shade;
  return guarded(lightness, first + (last - first) * shade, hue.angle, ground);
}

export function isDark(background: Rgb): boolean {
  return luminance(background) < 0.18;
}

function neutral(shade: number, ground: Ground): Rgb {
  const { lightest, darkest } = span(ground, 0, 0);
  return oklch(lightest + (darkest - lightest) * Math.min(1, Math.max(0, shade)), 0, 0);
}

/** The lightnesses a hue may take on a ground, taken on the side of the background that has more room. */
function span(ground: Ground, angle: number, chroma: number): { readonly lightest: number; readonly darkest: number } {
  const least = leastContrast(ground.highContrast);
  const enough = (lightness: number): boolean => contrast(oklch(lightness, chroma, angle), ground.background) >= least;
  if (isDark(ground.background)) return { lightest: palest, darkest: edge(palest, 0, enough) };
  const darkest = deepest(ground.highContrast);
  return { lightest: edge(darkest, 1, enough), darkest };
}

/** The lightness nearest to `bad` that is still enough, sought from `good`. */
function edge(good: number, bad: number, enough: (lightness: number) => boolean): number {
  let [inside, outside] = [good, bad];
  for (let step = 0; step < 16; step++) {
    const middle = (inside + outside) / 2;
    if (enough(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}

/** Moves away from the background until the contrast holds: with less chroma a lightness has another contrast. */
function guarded(lightness: number, chroma: number, angle: number, ground: Ground): Rgb {
  const step = isDark(ground.background) ? 0.01 : -0.01;
  const least = leastContrast(ground.highContrast);
  for (let at = lightness; at > 0.05 && at < 0.99; at += step) {
    const colour = oklch(at, chroma, angle);
    if (contrast(colour, ground.background) >= least) return colour;
  }
  return ground.foreground;
}
