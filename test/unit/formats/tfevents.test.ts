import assert from "node:assert/strict";
import { crc32, crc32c, maskedCrc } from "../../../src/core/formats/bytes/crc";
import { tfevents } from "../../../src/core/formats/tensorboard/tfevents";
import { problemsOf, read, rowsOf } from "./collect";
import { ascii, f64, file, frame, join, scalar, tensor, u32 } from "./eventFile";

describe("crc", () => {
  it("gives the published check values", () => {
    const check = ascii("123456789");
    assert.equal(crc32c(check, 0, 9), 0xe3069283);
    assert.equal(crc32(check, 0, 9), 0xcbf43926);
    const long = Uint8Array.from({ length: 1000 }, (_, i) => i * 7);
    assert.equal(crc32c(long, 3, 3), 0);
    assert.notEqual(crc32c(long, 0, 999), crc32c(long, 0, 1000));
  });
});

describe("tfevents", () => {
  it("makes one row of the scalars of a step", () => {
    const table = read(tfevents, file(scalar(1, "loss", 2.5), scalar(1, "lr", 0.5), scalar(2, "loss", NaN)));
    assert.deepEqual(rowsOf(table), [
      { step: 1, wall_time: 1e9 + 1, loss: 2.5, lr: 0.5 },
      { step: 2, wall_time: 1e9 + 2, loss: NaN },
    ]);
    assert.deepEqual(problemsOf(table), []);
  });

  it("takes no samples for steps where Megatron writes a tag again over them", () => {
    const tags = ["lm loss", "learning-rate"].flatMap((tag) => [
      scalar(10, tag, 2.5),
      scalar(640, `${tag} vs samples`, 2.5),
      scalar(655360, `${tag} vs tokens`, 2.5),
    ]);
    assert.deepEqual(rowsOf(read(tfevents, file(...tags, scalar(20, "lm loss", 2)))), [
      { step: 10, wall_time: 1e9 + 10, "lm loss": 2.5, "learning-rate": 2.5 },
      { step: 20, wall_time: 1e9 + 20, "lm loss": 2 },
    ]);
  });

  it("leaves out a record whose checksum is wrong and reads on", () => {
    const bad = scalar(2, "loss", 1);
    bad[20] = (bad[20] ?? 0) ^ 1;
    const table = read(tfevents, file(scalar(1, "loss", 2), bad, scalar(3, "loss", 3)));
    assert.deepEqual(
      rowsOf(table).map((row) => row["step"]),
      [1, 3],
    );
    assert.match(problemsOf(table)[0] ?? "", /does not match its checksum/);
  });

  for (const [kind, write] of [
    ["simple values", scalar],
    ["tensors", tensor],
  ] as const) {
    it(`reads ${kind} of any steps and tags, as the writer repeats itself and as it changes`, () => {
      const tags = ["loss", "lr", "eval/a long name of a data set/loss"];
      const steps = [1, 2, 3, 126, 127, 128, 129, 16382, 16383, 16384, 16385, 2 ** 21 - 1, 2 ** 21, 2 ** 31, 2 ** 40];
      const given = steps.flatMap((step, i) =>
        tags.slice(0, i % 4 === 3 ? 3 : 2).map((tag, k) => ({ step, tag, value: Math.fround((step % 97) / (k + 3)) })),
      );
      const bytes = file(...given.map(({ step, tag, value }) => write(step, tag, value)));
      for (const piece of [Infinity, 1, 17, 100]) {
        const table = read(tfevents, bytes, piece);
        assert.deepEqual(problemsOf(table), []);
        const found = rowsOf(table).flatMap(({ step, wall_time: time, ...rest }) =>
          Object.entries(rest).map(([tag, value]) => ({ step, time, tag, value })),
        );
        assert.deepEqual(
          found,
          given.map(({ step, tag, value }) => ({ step, time: 1e9 + step, tag, value })),
        );
      }
    });

    it(`believes no ${kind} with any bit changed`, () => {
      const records = [1, 2, 3, 4, 5].map((step) => write(200 + step, "loss", step));
      const third = records[2] ?? new Uint8Array(0);
      for (let bit = 0; bit < third.length * 8; bit++) {
        const bad = third.slice();
        bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const table = read(tfevents, file(...records.slice(0, 2), bad, ...records.slice(3)));
        const steps = rowsOf(table).map((row) => row["step"]);
        // After a length that cannot be trusted nothing more is read.
        assert.deepEqual(steps, bit < 96 ? [201, 202] : [201, 202, 204, 205], `bit ${bit}`);
        assert.equal(table.problems.length, 1);
      }
    });
  }

  it("stops at a length that cannot be trusted, and says where", () => {
    const bad = scalar(2, "loss", 1);
    bad[0] = 99;
    const table = read(tfevents, file(scalar(1, "loss", 2), bad, scalar(3, "loss", 3)));
    assert.equal(table.rows, 1);
    assert.match(problemsOf(table)[0] ?? "", /^\d+: a record's length/);
  });

  it("waits for a torn tail, and names it at the end", () => {
    const whole = file(scalar(1, "loss", 2), scalar(2, "loss", 3));
    assert.deepEqual(problemsOf(read(tfevents, whole.slice(0, -3), Infinity, false)), []);
    assert.match(problemsOf(read(tfevents, whole.slice(0, -3)))[0] ?? "", /incomplete/);
  });

  it("steps over a record of hundreds of megabytes without holding it", () => {
    const huge = join(u32(300 << 20), u32(0));
    const head = join(file(scalar(1, "loss", 2)), huge, u32(maskedCrc(huge, 0, 8)));
    const table = read(tfevents, new Uint8Array(0));
    const parser = tfevents.parser(table, "file");
    parser.push(head);
    const piece = new Uint8Array(1 << 20);
    for (let i = 0; i < 300; i++) parser.push(piece);
    parser.push(join(new Uint8Array(4), scalar(7, "loss", 4)));
    parser.end();
    assert.deepEqual(
      rowsOf(table).map((row) => row["step"]),
      [1, 7],
    );
    assert.match(problemsOf(table)[0] ?? "", /300 MiB is skipped/);
  });

  it("survives any bytes in a well framed record", () => {
    let state = 5;
    const next = () => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) / 0x7fffffff;
    for (let i = 0; i < 3000; i++) {
      const noise = Uint8Array.from({ length: Math.floor(next() * 60) }, () => next() * 256);
      const table = read(tfevents, file(frame(join([9], f64(1), noise)), frame(noise), scalar(3, "loss", 3)));
      assert.equal(rowsOf(table).at(-1)?.["loss"], 3);
    }
  });

  it("is recognised by its first record alone", () => {
    const bytes = file();
    assert.equal(tfevents.probe({ path: "x", bytes, whole: true }), 1);
    assert.equal(
      tfevents.probe({ path: "events.out.tfevents.1", bytes: ascii("not one of those at all"), whole: true }),
      0,
    );
    assert.equal(tfevents.probe({ path: "events.out.tfevents.1", bytes: new Uint8Array(0), whole: true }), 0);
  });
});
