import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { random } from "../../src/core/stats/random";
import { openLogIndex } from "../../src/engine/logFiles";
import { MemorySource } from "../unit/engine/memorySource";

/** Samples by real writers, and rows of the text formats. */
const root = "test/data";
const samples = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => name.includes("/logs/") && statSync(join(root, name)).isFile())
  .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(root, name))) }))
  .filter(({ bytes }) => bytes.length > 0 && bytes.length < 200_000);
const typed = [
  {
    name: "a/metrics.jsonl",
    text: '{"step":1,"loss":3.5,"tokens":4096}\n{"step":2,"loss":NaN}\n{"step":3,"eval/text/loss":2.25}\n',
  },
  { name: "b/metrics.csv", text: 'step,loss,"note, quoted"\n1,3.5,"a ""b"""\r\n2,,x\n3,1.25e0,y\n' },
  { name: "c/results.json", text: '[{"N":1e8,"D":2e9,"loss":3.1},{"N":2e8,"D":4e9,"loss":2.9}]' },
  { name: "d/log.txt", text: "step 0: train loss 4.1, val loss 4.2\niter 10: loss 3.9, time 12.00ms, mfu 1.00%\n" },
].map(({ name, text }) => ({ name, bytes: new TextEncoder().encode(text) }));

/** Damages bytes in one of the ways that disks, transfers and people do. */
function damaged(bytes: Uint8Array, uniform: () => number): Uint8Array {
  const at = (): number => Math.floor(uniform() * bytes.length);
  const out = bytes.slice();
  switch (Math.floor(uniform() * 5)) {
    case 0: // Bits flip.
      for (let k = 0; k < 8; k++) out[at()] = Math.floor(uniform() * 256);
      return out;
    case 1: // The end is lost.
      return out.slice(0, at());
    case 2: // A piece stands elsewhere too.
      out.copyWithin(at(), at(), at());
      return out;
    case 3: // A length becomes enormous.
      out.fill(255, at(), at());
      return out;
    default: // Two halves of different writers.
      return Uint8Array.from([...out.slice(at()), ...out.slice(0, at())]);
  }
}

describe("damaged logs", () => {
  const times = 12;
  for (const { name, bytes } of [...typed, ...samples])
    it(`of ${name} give problems and never throw`, async () => {
      const uniform = random(bytes.length);
      for (let k = 0; k < times; k++) {
        const source = new MemorySource();
        source.write(`/study/${name}`, damaged(bytes, uniform));
        const index = await openLogIndex(source, [{ path: "/study", name: "study" }]);
        for (const run of index.runs())
          for (const { key } of run.metrics) {
            const series = run.series(key);
            assert.equal(series?.step.length, series?.value.length, `${key} of mutation ${k}`);
          }
        for (const { message } of index.problems()) assert.ok(message.length > 0 && message.length < 2000);
        index.close();
      }
    });
});
