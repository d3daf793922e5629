import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./places.mjs";
import { temporary } from "./temporary.mjs";

/** @param {string} folder a run's @param {number} params @param {number} lines */
function writeRun(folder, params, lines) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "config.json"), JSON.stringify({ model: { n_params: params } }));
  const text = Array.from({ length: lines }, (_, i) => {
    const tokens = (i + 1) * 1_000_000;
    const loss = 1.7 + 400 / params ** 0.34 + 410 / tokens ** 0.28;
    return JSON.stringify({ step: i + 1, tokens, "train/loss": loss });
  });
  writeFileSync(join(folder, "metrics.jsonl"), `${text.join("\n")}\n`);
}

/**
 * A folder that tests may write into: a copy of the example study, and beside it `live`, three short runs that are still
 * going on.
 *
 * @returns {string}
 */
export function makeWorkspace() {
  const folder = temporary("workspace");
  const example = "native-multimodal";
  cpSync(join(repository, "examples", example), join(folder, example), { recursive: true });
  for (const [name, params] of /** @type {const} */ ([
    ["10M", 1e7],
    ["30M", 3e7],
    ["100M", 1e8],
  ]))
    writeRun(join(folder, "live", name), params, 200);
  return folder;
}
