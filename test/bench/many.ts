import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { random } from "../../src/core/stats/random";

const sizes = ["50M", "100M", "200M", "400M", "800M"];

/**
 * Makes a folder of many small runs, ten files each, as a sweep leaves them: a log in JSON Lines, its evaluations in CSV, what was
 * printed, a config in JSON and one in YAML, a list of packages, notes, a script and two checkpoints. Seeded. Returns how many
 * files there are.
 */
export function makeMany(folder: string, runs: number): number {
  const uniform = random(2);
  for (let k = 0; k < runs; k++) {
    const size = sizes[k % sizes.length] ?? "";
    const own = join(
      folder,
      `mix-${Math.floor(k / 100)}`,
      `lr-${1 + (Math.floor(k / 25) % 4)}e-3`,
      `${size}-seed-${k % 25}`,
    );
    mkdirSync(own, { recursive: true });
    const losses = Array.from({ length: 100 }, (_, i) => 2 + 3 / (i + 1) ** 0.3 + 0.05 * uniform());
    const put = (name: string, text: string): void => {
      writeFileSync(join(own, name), text);
    };
    put(
      "metrics.jsonl",
      losses
        .map(
          (loss, i) =>
            `${JSON.stringify({ step: i * 10, tokens: i * 5e6, "train/loss": loss, lr: 1e-3, grad_norm: uniform() })}\n`,
        )
        .join(""),
    );
    put(
      "eval.csv",
      `step,val_loss\n${losses.flatMap((loss, i) => (i % 10 ? [] : `${i * 10},${loss + 0.1}\n`)).join("")}`,
    );
    put(
      "train.log",
      losses.map((loss, i) => `iter ${i * 10}: loss ${loss.toFixed(4)}, time 120.50ms, mfu 38.10%\n`).join(""),
    );
    put(
      "config.json",
      JSON.stringify({ n_layer: 12, n_embd: 768, vocab_size: 50304, seed: k % 25, model: { dropout: 0, bias: false } }),
    );
    put(
      "hparams.yaml",
      `optimizer:\n  name: adamw\n  beta1: 0.9\n  beta2: 0.95\nbatch_size: 512\nseq_len: 1024\nseed: ${k % 25}\n`,
    );
    put("requirements.txt", "numpy==1.26\ntorch==2.4\ntransformers==4.44\n".repeat(20));
    put("notes.txt", "started after the data fix; watch the loss spike near step 400\n");
    put("train.py", "print('a script')\n");
    put("checkpoint-500.pt", "weights");
    put("checkpoint-1000.pt", "weights");
  }
  return runs * 10;
}
