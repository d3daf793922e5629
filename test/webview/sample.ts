import type { Offer } from "../../src/core/choices/choice";
import { controlsOf, filterControlsOf } from "../../src/core/choices/control";
import { fitChoices } from "../../src/core/choices/index";
import { defaultProtocol } from "../../src/core/fit/protocol/protocol";
import { defaultChoices } from "../../src/core/state/choose";
import type { Choices } from "../../src/core/state/choices";
import { linearAxis, logAxis } from "../../src/core/views/axes";
import { writeEquation, type Equation } from "../../src/core/print/equation";
import { count, decimals, scientific, significant } from "../../src/core/print/numbers";
import type { Axis, Chart, ChartGrid, Line, Tint } from "../../src/core/views/figure";
import type { CoefficientRow, PanelView } from "../../src/core/views/views";

/**
 * Views such as the engine sends, made from the published laws of Shukor et al. 2025 (arXiv 2504.07951, tables 1 and 9), for
 * tests of what is drawn.
 */
export const published: readonly (readonly [mix: string, domain: string, a: number, b: number])[] = [
  ["45-45-10", "image-caption", 47.97, 0.061],
  ["45-45-10", "interleaved", 25.114, 0.0458],
  ["45-45-10", "text", 22.709, 0.042],
  ["40-20-40", "image-caption", 49.477, 0.061],
  ["40-20-40", "interleaved", 22.112, 0.043],
  ["40-20-40", "text", 21.352, 0.042],
  ["30-30-40", "image-caption", 39.518, 0.056],
  ["30-30-40", "interleaved", 22.111, 0.043],
  ["30-30-40", "text", 20.257, 0.041],
  ["20-40-40", "image-caption", 46.216, 0.0589],
  ["20-40-40", "interleaved", 23.888, 0.045],
  ["20-40-40", "text", 22.15, 0.0425],
];
const sizes = [0.275e9, 0.464e9, 0.932e9, 1.627e9, 2.28e9, 3.354e9];
const domains = ["image-caption", "interleaved", "text"];
const mixes = ["45-45-10", "40-20-40", "30-30-40", "20-40-40"];
const lossTitle = "Cross-entropy (nats/token)";

const choices: Choices = {
  tab: "scaling",
  filter: {},
  curves: { ...defaultChoices.curves, yScale: "linear" },
  fit: { ...defaultProtocol, metrics: [], by: "auto" },
};

/** What the runs of the sample have to choose from. */
const offer: Offer = {
  facets: new Map([
    ["mix", mixes],
    ["init", ["early", "late"]],
  ]),
  metrics: domains.map((domain) => ({ value: `eval/${domain}`, label: domain, hint: "" })),
  logged: [],
  groupedBy: ["mix", "init"],
};

/** A panel whose figure is a grid of charts. */
export interface GridPanel extends PanelView {
  readonly figure: ChartGrid;
}

/** A small generator of noise: the same at every run. */
function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

export function equation(a: number, b: number, note: string): Equation {
  const values = new Map([
    ["a", a],
    ["b", b],
  ]);
  return writeEquation("L = {a}·{C}^(−{b})", values, new Map([["C", "C"]]), note);
}

/** One group of the scaling study: six sizes, their frontier, the law and its extrapolation. */
export function scalingChart(mix: string, domain: string, a: number, b: number, row: number, column: number): Chart {
  const random = noise(row * 31 + column * 7 + 1);
  const law = (c: number): number => a * c ** -b;
  const x = logAxis("Training FLOPs", 1e19, 1e22, (value) => scientific(value));
  const lines = sizes.map((size, rank): Line => {
    const best = 6 * size * (18 * size);
    const [from, to] = [Math.max(1e19, best / 25), Math.min(1e22, best * 12)];
    const cs = Float64Array.from({ length: 90 }, (_, i) => from * (to / from) ** (i / 89));
    const bend = (c: number): number => 1 + 0.016 * Math.log(c / best) ** 2 * (c < best ? 1.4 : 0.55);
    const tint: Tint = { hue: 0, shade: rank / (sizes.length - 1) };
    const id = `${mix}/${size}`;
    const y = cs.map((c) => law(c) * bend(c) * (1 + 0.002 * random()));
    return {
      id,
      run: id,
      metric: `eval/${domain}`,
      role: "curve",
      label: `${mix} ${count(size)}`,
      tint,
      marks: false,
      x: cs,
      y,
    };
  });
  const along = (from: number, to: number): { x: Float64Array; y: Float64Array } => {
    const cs = Float64Array.from({ length: 24 }, (_, i) => from * (to / from) ** (i / 23));
    return { x: cs, y: cs.map(law) };
  };
  const plain = { tint: {}, marks: false };
  const losses = lines.flatMap(({ y }) => [...y]);
  return {
    id: `${mix}|${domain}`,
    row,
    column,
    x,
    y: logAxis(lossTitle, Math.min(...losses, law(x.max)), Math.max(...losses), (value) => significant(value, 2)),
    lines: [
      ...lines,
      { ...plain, id: "frontier", role: "frontier", label: "Frontier", ...along(3.1e19, 8e21) },
      { ...plain, id: "law", role: "law", label: "Fitted law", ...along(3e19, 8e21) },
      { ...plain, id: "below", role: "beyond", label: "Law, extrapolated", ...along(x.min, 3e19) },
      { ...plain, id: "above", role: "beyond", label: "Law, extrapolated", ...along(8e21, x.max) },
    ],
    equation: equation(a, b, `R² = 0.99${(row + column) % 9} · ${400 + row * 13} points`),
    marked: false,
    summary: `${mix}, ${domain}: 6 runs. L = ${a}·C^−${b}`,
  };
}

function coefficientRow(mix: string, domain: string, a: number, b: number): CoefficientRow {
  return {
    id: `${mix}|${domain}`,
    title: mix,
    subtitle: domain,
    fitted: true,
    attention: false,
    reason: "",
    equation: equation(a, b, ""),
    coefficients: [
      {
        id: "a",
        symbol: "a",
        meaning: "loss at 1 FLOP",
        text: significant(a, 4),
        interval: `${decimals(a * 0.93, 1)} … ${decimals(a * 1.08, 1)}`,
      },
      {
        id: "b",
        symbol: "b",
        meaning: "exponent",
        text: decimals(b, 4),
        interval: `${decimals(b * 0.98, 4)} … ${decimals(b * 1.02, 4)}`,
      },
    ],
    details: [
      { label: "R²", text: "0.998" },
      { label: "Points", text: "412 of 6 runs" },
      { label: "C", text: "3×10¹⁹ … 8×10²¹" },
    ],
    warnings:
      domain === "text" && mix === "30-30-40"
        ? [{ code: "edge", message: "Two of six sizes never reach the frontier." }]
        : [],
    marked: false,
  };
}

const protocolLines: PanelView["coefficients"]["protocol"] = [
  { label: "Law", text: "L = a·C^−b" },
  { label: "x", text: "training FLOPs (6ND)" },
  { label: "Points", text: "compute frontier: lower convex hull, interpolated within each size" },
  { label: "Spacing", text: "1000 values, linear in C" },
  { label: "Minimum C", text: "3×10¹⁹ (automatic)" },
  { label: "Objective", text: "squared error of ln L" },
  { label: "Intervals", text: "95 %, 400 resamples of whole runs, seed 1" },
];

/** The study of FITS.md §9: four mixes by three domains. */
export function scalingView(revision = 1): GridPanel {
  const charts = published.map(([mix, domain, a, b]) =>
    scalingChart(mix, domain, a, b, mixes.indexOf(mix), domains.indexOf(domain)),
  );
  const legend: ChartGrid["legend"] = [
    {
      title: "Parameters",
      entries: sizes.map((size, rank) => ({ label: count(size), tint: { hue: 0, shade: rank / 5 }, role: "curve" })),
    },
    {
      title: "",
      entries: [
        { label: "Frontier", tint: {}, role: "frontier" },
        { label: "Fitted law", tint: {}, role: "law" },
        { label: "Extrapolation", tint: {}, role: "beyond" },
      ],
    },
  ];
  return {
    revision,
    choices,
    tabs: [
      { id: "trends", label: "Trends" },
      { id: "scaling", label: "Scaling" },
    ],
    tab: "scaling",
    controls: [...controlsOf(fitChoices, choices, offer), ...filterControlsOf(choices, offer)],
    protocolWords: "Hull, even in x, log-mse, 400 resamples",
    headline: "24 runs · 24 files · native-multimodal",
    notices: [],
    figure: { kind: "grid", rows: mixes, columns: domains, charts, legend },
    nothing: "",
    showsFits: true,
    questions: [{ id: "whatIf", label: "What if one choice were another?", asked: false }],
    side: [],
    coefficients: {
      tally: "12 groups fit well",
      rows: published.map((law) => coefficientRow(...law)),
      protocol: protocolLines,
    },
    observations: [],
  };
}

/** Runs with raw and smoothed lines, one chart a domain. */
export function trendsView(
  runs: readonly string[],
  shown: readonly string[],
  options: { raw?: boolean; tintOf?: (at: number) => Tint } = {},
): GridPanel {
  const tintOf = options.tintOf ?? ((hue: number): Tint => ({ hue }));
  const charts = shown.map((domain, column): Chart => {
    const lines = runs.flatMap((run, at): Line[] => {
      const random = noise(at * 13 + column + 3);
      const x = Float64Array.from({ length: 300 }, (_, i) => 1e9 * 1000 ** (i / 299));
      const smooth = x.map((d) => 1.9 + 0.15 * (column % 3) + 0.04 * (at % 9) + 3.4 * (d / 1e9) ** -0.33);
      const raw = smooth.map((value) => value * (1 + 0.05 * random()));
      const line = { run, metric: domain, label: run, tint: tintOf(at), marks: false, x };
      const curve: Line = { ...line, id: `${run}/curve`, role: "curve", y: options.raw === true ? smooth : raw };
      return options.raw === true ? [{ ...line, id: `${run}/raw`, role: "raw", y: raw }, curve] : [curve];
    });
    const losses = lines.flatMap(({ y }) => [...y]);
    const yAxis: Axis = linearAxis(lossTitle, Math.min(...losses), Math.max(...losses), (value) => decimals(value, 1));
    return {
      id: domain,
      row: 0,
      column,
      x: logAxis("Tokens seen", 1e9, 1e12, (value) => count(value)),
      y: yAxis,
      lines,
      marked: false,
      summary: `${domain}: ${runs.length} runs over tokens seen.`,
    };
  });
  const entries = runs.slice(0, 10).map((label, at) => ({ label, tint: tintOf(at), role: "curve" as const }));
  return {
    ...scalingView(),
    choices: { ...choices, tab: "trends", curves: { ...choices.curves, smoothing: options.raw === true ? 0.6 : 0 } },
    headline: `${runs.length} runs · ${runs.length} files · logs`,
    tab: "trends",
    showsFits: false,
    figure: { kind: "grid", rows: [""], columns: shown, charts, legend: [{ title: "init", entries }] },
  };
}

/** The chart of a group whose fit failed. */
export function withoutEquation({ id, row, column, x, y, lines, marked, summary }: Chart): Chart {
  return { id, row, column, x, y, lines, marked, summary, message: "Too few points." };
}
