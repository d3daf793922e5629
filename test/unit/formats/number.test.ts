import assert from "node:assert/strict";
import { numberEnd, numberOf, scanNumber, wholeNumber } from "../../../src/core/formats/bytes/number";

const bytes = (text: string) => new TextEncoder().encode(`${text}\n`);

/** A small seeded generator (mulberry32), so that a failure can be shown again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe("number", () => {
  it("reads what Number reads, to the last bit, for a million seeded numbers", () => {
    const next = random(7);
    const floats = new Float64Array(1);
    const bits = new Uint32Array(floats.buffer);
    const makers: (() => string)[] = [
      () => String(next() * 10),
      () => String(next() * 10 ** Math.floor(next() * 20 - 10)),
      () => (next() * 1e9).toFixed(Math.floor(next() * 12)),
      () => (next() * 100).toExponential(Math.floor(next() * 17)),
      () => String(Math.floor(next() * 2 ** 53) + 0.5),
      () => String(Math.floor(next() * 1e18)) + String(Math.floor(next() * 1000)),
      () => {
        bits[0] = next() * 4294967296;
        bits[1] = next() * 4294967296;
        return Number.isFinite(floats[0]) ? String(Math.abs(floats[0] ?? 0)) : "0";
      },
      () => String(Math.fround(next() * 10)),
      () => `0.${"0".repeat(Math.floor(next() * 6))}${Math.floor(next() * 1e16)}`,
    ];
    for (let i = 0; i < 1_000_000; i++) {
      const text = (next() < 0.1 ? "-" : "") + (makers[i % makers.length]?.() ?? "0");
      const read = scanNumber(bytes(text), 0);
      if (!Object.is(read, Number(text)) || numberEnd !== text.length) {
        assert.fail(`${text}: read ${read}, Number gives ${Number(text)}, stopped at ${numberEnd}`);
      }
    }
  });

  it("reads halfway cases and the ends of the range as Number does", () => {
    for (const text of [
      "9007199254740993",
      "9007199254740992.5",
      "1.7976931348623157e308",
      "1e400",
      "5e-324",
      "2.2250738585072011e-308",
      "0.1",
      "123456789012345678901234567890",
      "1e22",
      "1e23",
      "00012",
      ".5",
      "5.",
      "-0",
      "0e999",
      "1.00000000000000011102230246251565404236316680908203125",
    ]) {
      assert.ok(Object.is(scanNumber(bytes(text), 0), Number(text)), text);
    }
  });

  it("stops where the number stops, and says when there is none", () => {
    assert.equal(scanNumber(bytes("12,"), 0), 12);
    assert.equal(numberEnd, 2);
    assert.equal(scanNumber(bytes("1e,"), 0), 1);
    assert.equal(numberEnd, 1);
    assert.ok(Number.isNaN(scanNumber(bytes("-x"), 0)));
    assert.equal(numberEnd, 0);
  });

  it("reads whole texts: grouped, quoted, not finite; and refuses the rest", () => {
    assert.equal(numberOf("4,194,304"), 4194304);
    assert.equal(numberOf("-4,194,304.25"), -4194304.25);
    assert.equal(numberOf(" 2.897 "), 2.897);
    assert.equal(numberOf("-Infinity"), -Infinity);
    assert.ok(Number.isNaN(numberOf("nan")));
    for (const text of [
      "",
      " ",
      "n/a",
      "1,2",
      "1,2345",
      "46.6K",
      "12ms",
      "1-2",
      "0x10",
      "2024-01-01",
      "nanms",
      "inf.",
    ]) {
      assert.equal(numberOf(text), undefined, text);
    }
    assert.equal(wholeNumber(bytes("abc 12"), 4, 6), 12);
  });
});
