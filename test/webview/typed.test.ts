import assert from "node:assert/strict";
import { defaultChoices } from "../../src/core/state/choose";
import { protocolWords } from "../../webview/controls/protocolWords";
import { readPercent, readWarmup, readWhole, writePercent, writeWarmup } from "../../webview/controls/typed";

describe("typed numbers", () => {
  it("are whole and within their limits, or not taken", () => {
    assert.equal(readWhole(" 20,000 ", 0, 1e5), 20_000);
    assert.equal(readWhole("1e4", 0, 1e5), 10_000);
    assert.equal(readWhole("0", 0, 1e5), 0);
    for (const text of ["", "  ", "-1", "1.5", "many", "1e9", "NaN", "Infinity"]) {
      assert.equal(readWhole(text, 0, 1e5), undefined, text);
    }
  });

  it("are shares as percentages", () => {
    assert.equal(readPercent("5 %"), 0.05);
    assert.equal(readPercent("0"), 0);
    for (const text of ["", "%", "-1", "100", "x"]) assert.equal(readPercent(text), undefined, text);
    assert.equal(writePercent(0.07), "7 %");
    assert.equal(readPercent(writePercent(0.125)), 0.125);
  });
});

describe("a cut at the start of runs", () => {
  it("is typed as a percentage, steps or tokens, and written as it is read", () => {
    assert.deepEqual(readWarmup("5"), { warmup: 0.05, warmupUnit: "share" });
    for (const text of ["7 %", "2000 steps", "1000000000 tokens"]) {
      const read = readWarmup(text);
      assert.ok(read);
      assert.equal(writeWarmup(read), text);
    }
    assert.deepEqual(readWarmup("1e9 Tokens"), { warmup: 1e9, warmupUnit: "tokens" });
    for (const text of ["", "steps", "-1 steps", "1.5 tokens", "5 epochs"])
      assert.equal(readWarmup(text), undefined, text);
  });
});

describe("the protocol in a few words", () => {
  const { fit } = defaultChoices;

  it("names what is in force", () => {
    assert.equal(protocolWords(fit), "Hull, even in x, log-mse, 400 resamples");
    assert.equal(
      protocolWords({ ...fit, frontier: "envelope", spacing: "log", minFlops: 3e19, warmup: 0.05, bootstrap: 0 }),
      "Envelope, even in ln x, C ≥ 3e19, less 5 %, log-mse, no resamples",
    );
  });

  it("names what is counted, chosen and resampled otherwise than usual", () => {
    assert.equal(
      protocolWords({
        ...fit,
        countN: "total",
        countC: "6ND",
        frontier: "bins",
        rates: "best",
        seeds: "mean",
        interval: "wild",
      }),
      "N total, C 6ND, bins, 10 a decade, best rates, mean of seeds, log-mse, wild, 400 resamples",
    );
  });

  it("leaves out the frontier where none is made", () => {
    assert.equal(protocolWords({ ...fit, points: "final" }), "Log-mse, 400 resamples");
  });
});
