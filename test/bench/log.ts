import { closeSync, openSync, writeSync } from "node:fs";
import { random } from "../../src/core/stats/random";

export const tokensPerStep = 524288;

/** Writes a JSONL log of about so many bytes: a loss that falls as logs' do, ten keys a row, seeded. Returns its rows. */
export function writeLog(path: string, bytes: number, seed = 1): number {
  const uniform = random(seed);
  const file = openSync(path, "w");
  let written = 0;
  let step = 0;
  while (written < bytes) {
    let text = "";
    for (let i = 0; i < 5000; i++) {
      step++;
      const loss = 1.8 + 40 / (step + 10) ** 0.4 + 0.02 * (uniform() - 0.5);
      text +=
        `{"step": ${step}, "tokens": ${step * tokensPerStep}, "train/loss": ${loss.toFixed(6)}, "eval/loss": ${(loss + 0.05).toFixed(6)}, ` +
        `"lr": ${(3e-4 * uniform()).toExponential(6)}, "grad_norm": ${(1 + uniform()).toFixed(6)}, "tokens_per_second": ` +
        `${(1e6 * uniform()).toFixed(2)}, "mfu": ${(0.4 + 0.1 * uniform()).toFixed(5)}, "time": ${(1.7e9 + step).toFixed(3)}, "epoch": 0}\n`;
    }
    written += writeSync(file, text);
  }
  closeSync(file);
  return step;
}
