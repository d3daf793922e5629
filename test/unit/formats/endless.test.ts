import assert from "node:assert/strict";
import { swanlab } from "../../../src/core/formats/trackers/swanlab";
import { wandb } from "../../../src/core/formats/trackers/wandb";
import { tfevents } from "../../../src/core/formats/tensorboard/tfevents";
import { Fields } from "../../../src/core/formats/bytes/protobuf";
import { problemsOf, read } from "./collect";
import { f64, file as eventFile, frame, join, scalar } from "./eventFile";
import { file as records, history, item } from "./wandbFile";

/** A length of −n as a varint of ten bytes. */
function negative(n: number): number[] {
  let rest = BigInt.asUintN(64, BigInt(-n));
  const bytes: number[] = [];
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

/** The length of a field was believed: a negative one set the reader back, and it read the same bytes for ever. */
describe("lengths below zero", () => {
  const lengths = [2, 12, 16, 2048, 2 ** 40].map(negative);

  it("of an event file are a malformed record, and the rest is read", () => {
    for (const length of lengths)
      for (const tag of [0x0a, 0x1a, 0x2a, 0x42]) {
        const bad = frame(join([9], f64(1), [16, 2], [tag], length, [0, 0]));
        const table = read(tfevents, eventFile(scalar(1, "loss", 3), bad, scalar(3, "loss", 2)));
        assert.equal(table.rows, 2);
        assert.match(problemsOf(table).join(), /a record is malformed/);
      }
  });

  it("of a W&B and of a SwanLab record likewise", () => {
    for (const format of [wandb, swanlab])
      for (const length of lengths)
        for (const tag of [0x0a, 0x12, 0x52, 0x6a, 0x72]) {
          const good = history(1, item("loss", "3"), item("_step", "1"));
          const table = read(format, records(good, join([8, 1, tag], length, [0, 0]), good));
          assert.match(problemsOf(table).join(), /a record is malformed/);
        }
  });

  it("never set a reader back, whatever the bytes", () => {
    let seed = 1;
    const byte = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 16;
    for (let k = 0; k < 5000; k++) {
      const bytes = Uint8Array.from({ length: 24 }, () => (byte() % 3 === 0 ? 255 : byte() & 255));
      const fields = new Fields(bytes, 0, bytes.length);
      let at = -1;
      try {
        while (fields.next()) {
          fields.skip();
          assert.ok(fields.position > at);
          at = fields.position;
        }
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
      }
    }
  });

  it("and a number of more than 64 bits is none", () => {
    const fields = new Fields(join([8], new Uint8Array(9).fill(255), [127]), 0, 11);
    assert.ok(fields.next());
    assert.throws(() => fields.varint(), /a number is too long/);
  });
});
