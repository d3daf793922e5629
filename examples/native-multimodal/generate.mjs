/**
 * Writes the run logs of this example: `node examples/native-multimodal/generate.mjs [folder]`. The same bytes each time.
 * What is simulated, and from which published numbers: see README.md and published.mjs.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import * as inits from "./inits.mjs";
import * as mixes from "./mixes.mjs";
import { domains, frontiers, sizes } from "./published.mjs";
import { normal } from "./random.mjs";

/** @typedef {import("./published.mjs").Domain} Domain */
/** @typedef {{ step: number, tokens: number, [key: string]: number }} Row */

const sequence = 1024;
const layers = 24;
const widths = [800, 1088, 1632, 2208, 2624, 3232];
const rates = [1.5e-3, 1.5e-3, 5e-4, 4.2e-4, 4e-4, 3.5e-4];
const trainNoise = 0.012;
const trainEvery = 1000;

/** @param {number} value @returns {number} */
const round = (value) => Number(value.toFixed(4));
/** @param {number} size @returns {string} */
const label = (size) => `${(size / 1e9).toFixed(3)}B`;
/** @param {Row[]} rows @returns {string} rows in the order of training, an evaluation after the train line of its step */
const jsonl = (rows) =>
  rows
    .sort((a, b) => a.step - b.step)
    .map((row) => `${JSON.stringify(row)}\n`)
    .join("");
/** @param {unknown} config @returns {string} */
const json = (config) => `${JSON.stringify(config, null, 2)}\n`;

/** @param {readonly number[]} xs @param {readonly number[]} ys @param {number} x @returns {number} linear in ln x, also beyond the ends */
function interpolate(xs, ys, x) {
  const found = xs.findIndex((other) => other >= x);
  const after = found === -1 ? xs.length - 1 : Math.max(1, found);
  const [x1 = NaN, x2 = NaN, y1 = NaN, y2 = NaN] = [xs[after - 1], xs[after], ys[after - 1], ys[after]];
  return y1 + ((y2 - y1) * Math.log(x / x1)) / Math.log(x2 / x1);
}

/** @param {string} mix @param {number} seed of the mix @returns {Map<string, string>} path → text */
function mixFiles(mix, seed) {
  const losses = domains.map((domain, i) => mixes.evalLosses(mix, domain, seed * 10 + i));
  const weights = mixes.weights(mix);
  const files = new Map();
  for (const [s, size] of sizes.entries()) {
    const steps = mixes.evalSteps(size);
    const curves = losses.map((bySize) => bySize[s] ?? []);
    const runSeed = seed * 100 + s;
    const noise = normal(runSeed);
    /** @type {Row[]} */
    const rows = [];
    for (let step = trainEvery; step <= (steps.at(-1) ?? 0); step += trainEvery) {
      const mean = domains.reduce((sum, d, i) => sum + weights[d] * interpolate(steps, curves[i] ?? [], step), 0);
      const loss = round(mean + trainNoise * noise());
      rows.push({ step, tokens: step * mixes.tokensPerStep, "train/loss": loss, lr: rates[s] ?? NaN });
    }
    for (const [i, step] of steps.entries()) {
      const evals = domains.map((d, k) => [`eval/${d}/loss`, curves[k]?.[i] ?? NaN]);
      rows.push({ step, tokens: step * mixes.tokensPerStep, ...Object.fromEntries(evals) });
    }
    const folder = `data-mix/${mix}/${label(size)}`;
    files.set(`${folder}/metrics.jsonl`, jsonl(rows));
    files.set(`${folder}/config.json`, json(mixConfig(mix, s, runSeed, steps.at(-1) ?? NaN)));
  }
  return files;
}

/** @param {string} mix @param {number} s index of the size @param {number} seed @param {number} steps */
function mixConfig(mix, s, seed, steps) {
  return {
    init: "random",
    seed,
    model: { n_params: sizes[s], n_layers: layers, d_model: widths[s] },
    data: { mix, weights: mixes.weights(mix), sequence_length: sequence },
    optimizer: { name: "adamw", lr: rates[s], schedule: "constant", weight_decay: 1e-4 },
    train: { batch_size_tokens: mixes.tokensPerStep, max_steps: steps },
  };
}

/** @param {"late-init" | "early-init"} init @param {number} seed @returns {Map<string, string>} path → text */
function initFiles(init, seed) {
  const curves = domains.map((domain) => inits.lossCurve(init, domain));
  const noise = normal(seed);
  const peak = 3e-4;
  const lastStep = inits.evalSteps.at(-1) ?? NaN;
  /** @type {Row[]} */
  const rows = [];
  for (let step = 5000; step <= lastStep; step += 2500) {
    const tokens = step * inits.tokensPerStep;
    const loss = curves.reduce((sum, curve) => sum + curve(tokens) / curves.length, trainNoise * noise());
    const lr = Number((peak * (1 - 0.9 * inits.annealed(tokens))).toExponential(4));
    rows.push({ step, tokens, "train/loss": round(loss), lr });
  }
  for (const step of inits.evalSteps) {
    const tokens = step * inits.tokensPerStep;
    const evals = domains.map((d, i) => [`eval/${d}/loss`, round(curves[i]?.(tokens) ?? NaN)]);
    rows.push({ step, tokens, ...Object.fromEntries(evals) });
  }
  const config = {
    init,
    seed,
    model: { n_params: sizes[3], n_layers: layers, d_model: widths[3] },
    data: { sequence_length: sequence },
    optimizer: { name: "adamw", lr: peak, schedule: "cosine", weight_decay: 1e-4 },
    train: { batch_size_tokens: inits.tokensPerStep, max_steps: lastStep },
  };
  const folder = `late-vs-early/${init}`;
  return new Map([
    [`${folder}/metrics.jsonl`, jsonl(rows)],
    [`${folder}/config.json`, json(config)],
  ]);
}

const root = argv[2] ?? dirname(fileURLToPath(import.meta.url));
const files = new Map([
  ...Object.keys(frontiers).flatMap((mix, i) => [...mixFiles(mix, i + 1)]),
  ...initFiles("late-init", 501),
  ...initFiles("early-init", 502),
  // The published equations are those of the paper's own protocol.
  ["isoflop.json", json({ protocol: "shukor-frontier" })],
]);
for (const [path, text] of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
