import type { Axis, Tick } from "./figure";

/** How the values of an axis are written at its ticks. */
export type Label = (value: number) => string;

/** Values beyond these are drawn at the edge: with air around them an axis of doubles still has both of its ends. */
const largest = 1e300;
const smallest = 1e-300;
/** A range narrower than this, relative to its values, is a single value: ticks within it would be rounding errors. */
const narrowest = 1e-9;
/** No axis has more ticks. */
const mostTicks = 40;

/**
 * A linear axis round [low, high]: 4 to 7 labelled ticks on a 1-2-5 ladder, a twentieth of air at both ends. An empty or
 * non-finite range becomes [0, 1]; a single value gets a tenth of air.
 */
export function linearAxis(title: string, low: number, high: number, label: Label): Axis {
  const [min, max] = air(low, high);
  const step = ladder((max - min) / 5);
  const first = Math.ceil(min / step);
  const ticks: Tick[] = [];
  // Counted from 0: `first + i` is exact where `k++` would stand still.
  for (let i = 0; i < mostTicks; i++) {
    const value = Number(((first + i) * step).toPrecision(12));
    if (value > max) break;
    ticks.push({ value, label: label(value) });
  }
  return { title, scale: "linear", min, max, ticks };
}

/**
 * A logarithmic axis round [low, high], both above 0 (else [1, 10]). Over two decades and more: decades labelled (thinned to at
 * most six), 2 … 9 between them while there are few, unlabelled but for 5 where there are hardly more than two decades. Under two decades: the finest of 1-2-5, 1…9 and a linear
 * ladder that gives at least three labels and at most seven.
 */
export function logAxis(title: string, low: number, high: number, label: Label): Axis {
  const [a, b] = low > 0 && high >= low && Number.isFinite(high) ? [low, high].map(inReach) : [1, 10];
  const [min, max] = roomAround(a ?? 1, b ?? 10);
  const decades = Math.log10(max) - Math.log10(min);
  return {
    title,
    scale: "log",
    min,
    max,
    ticks: decades >= 2 ? decadeTicks(min, max, label) : fineTicks(min, max, label),
  };
}

const inReach = (value: number): number => Math.min(largest, Math.max(smallest, value));

/** Some air on a logarithmic scale. */
function roomAround(low: number, high: number): [number, number] {
  const decades = Math.log10(high) - Math.log10(low);
  const margin = high <= low * (1 + narrowest) ? 1.1 : 10 ** (decades * 0.03);
  return [Math.max(low / margin, smallest / 10), Math.min(high * margin, largest * 10)];
}

function decadeTicks(min: number, max: number, label: Label): Tick[] {
  const first = Math.ceil(Math.log10(min) - 1e-9);
  const last = Math.floor(Math.log10(max) + 1e-9);
  const every = Math.ceil((last - first + 1) / 6);
  const between = (k: number, value: number): string => (k === 5 && max / min < 500 ? label(value) : "");
  const ticks: Tick[] = [];
  for (let power = first - 1; power <= last; power++) {
    const decade = Number(`1e${power}`);
    // Hundreds of decades: only those with a label.
    if (last - first > mostTicks && (power - first) % every !== 0) continue;
    if (power >= first) ticks.push({ value: decade, label: (power - first) % every === 0 ? label(decade) : "" });
    if (last - first > 5) continue;
    for (let k = 2; k <= 9; k++)
      if (inside(k * decade, min, max)) ticks.push({ value: k * decade, label: between(k, k * decade) });
  }
  return ticks;
}

function fineTicks(min: number, max: number, label: Label): Tick[] {
  const bases = [
    [1, 2, 5],
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  ];
  for (const base of bases) {
    const values = mantissas(base, min, max);
    if (values.length >= 3 && values.length <= 7) return values.map((value) => ({ value, label: label(value) }));
  }
  const { ticks } = linearAxis("", min, max, label);
  return ticks.filter(({ value }) => inside(value, min, max));
}

function mantissas(base: readonly number[], min: number, max: number): number[] {
  const values: number[] = [];
  for (let power = Math.floor(Math.log10(min)); power <= Math.log10(max); power++) {
    for (const k of base) {
      const value = Number(`${k}e${power}`);
      if (inside(value, min, max)) values.push(value);
    }
  }
  return values;
}

function inside(value: number, min: number, max: number): boolean {
  return value >= min && value <= max;
}

function air(low: number, high: number): [number, number] {
  if (!Number.isFinite(low) || !Number.isFinite(high) || high < low) return [0, 1];
  const [from, to] = [tame(low), tame(high)];
  if (from === 0 && to === 0) return [-1, 1];
  if (to - from <= narrowest * Math.max(Math.abs(from), Math.abs(to)))
    return [from - Math.abs(from) / 10, to + Math.abs(to) / 10];
  return withAir(from, to);
}

/** Too small to be told from 0, and too large to have a range around it. */
const tame = (value: number): number => (Math.abs(value) < smallest ? 0 : Math.min(largest, Math.max(-largest, value)));

function withAir(low: number, high: number): [number, number] {
  const margin = (high - low) / 20;
  return [low >= 0 && low < margin ? 0 : low - margin, high + margin];
}

/** The smallest 1, 2, 2.5 or 5 × 10^k that is at least `step`. */
function ladder(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const rung = [1, 2, 2.5, 5].find((k) => k * power >= step * (1 - 1e-9)) ?? 10;
  return Number((rung * power).toPrecision(12));
}
