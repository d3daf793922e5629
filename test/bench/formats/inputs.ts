/** Seeded logs as bytes: what trainers write, with numbers as long as they are in real logs. */
import { maskedCrc } from "../../../src/core/formats/bytes/crc";
import { random } from "../../../src/core/stats/random";

const uniform = random(1);

/** Eleven numbers of a step; most have 16 to 17 digits, as Python's `json` writes them. */
const fields = (step: number) => ({
  step,
  tokens_seen: step * 491520,
  loss: 3 + uniform(),
  val_loss: 3.1 + uniform(),
  lr: 3e-4 * uniform(),
  grad_norm: uniform(),
  mfu: 0.4 + uniform() * 0.1,
  dt_ms: 100 + uniform() * 10,
  tokens_per_second: 123456 + Math.floor(uniform() * 1000),
  memory_gb: 40.5,
  wall_time_sec: step * 0.1 + uniform(),
});

/** Lines, each made by `line(step)`, until there are so many bytes. */
function lines(size: number, first: string, line: (step: number) => string): Uint8Array {
  const encoder = new TextEncoder();
  const bytes = new Uint8Array(size + 4096);
  let at = encoder.encodeInto(first, bytes).written;
  for (let step = 1; at < size; step++) at += encoder.encodeInto(`${line(step)}\n`, bytes.subarray(at)).written;
  return bytes.subarray(0, at);
}

const jsonLine = (step: number) => JSON.stringify({ run_name: "study-1.6B", ...fields(step) });

/** JSON Lines of twelve fields. */
export const jsonLines = (size: number): Uint8Array => lines(size, "", jsonLine);

/** The same where every fourth row has a value that is no JSON: the loss after a spike, the scale after an overflow. */
export const jsonLinesNonFinite = (size: number): Uint8Array =>
  lines(size, "", (step) => {
    const line = jsonLine(step);
    if (step % 4 !== 0) return line;
    return line.replace(/"grad_norm":[^,]*/, `"grad_norm":${["NaN", "Infinity", "-Infinity"][(step / 4) % 3]}`);
  });

export const table = (size: number): Uint8Array =>
  lines(size, `${Object.keys(fields(0)).join(",")}\n`, (step) => Object.values(fields(step)).join(","));

const tagNames = ["train/loss", "train/lr", "train/grad_norm", "perf/tps"];

/** TensorBoard event files as PyTorch's SummaryWriter writes them: one scalar an event. */
export function events(size: number): Uint8Array {
  const tags = tagNames.map((tag) => new TextEncoder().encode(tag));
  const bytes = new Uint8Array(size + 4096);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (let step = 1; at < size; step++) {
    for (const tag of tags) {
      const start = at;
      at += 12;
      bytes[at] = 9;
      view.setFloat64(at + 1, 1.7e9 + step + uniform(), true);
      bytes[at + 9] = 16;
      at += 10;
      for (let rest = step; ; rest = Math.floor(rest / 128)) {
        bytes[at++] = (rest & 127) | (rest > 127 ? 128 : 0);
        if (rest < 128) break;
      }
      bytes.set([42, tag.length + 9, 10, tag.length + 7, 10, tag.length, ...tag, 21], at);
      at += 7 + tag.length;
      view.setFloat32(at, 3 + uniform(), true);
      at += 4;
      view.setUint32(start, at - start - 12, true);
      view.setUint32(start + 8, maskedCrc(bytes, start, start + 8), true);
      view.setUint32(at, maskedCrc(bytes, start + 12, at), true);
      at += 4;
    }
  }
  return bytes.subarray(0, at);
}
