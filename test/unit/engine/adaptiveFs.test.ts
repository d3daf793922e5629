import assert from "node:assert/strict";
import { createAdaptiveFs } from "../../../src/engine/source/adaptiveFs";

describe("engine/adaptiveFs", () => {
  /** A disk on which each direct answer takes so long, by a clock of its own. */
  const disk = (took: () => number): { ask: () => Promise<string>; counts: Record<string, number> } => {
    let now = 0;
    const fs = createAdaptiveFs(() => now);
    const counts = { direct: 0, threaded: 0 };
    const direct = (): string => {
      counts.direct++;
      now += took();
      return "an answer";
    };
    const threaded = async (): Promise<string> => {
      counts.threaded++;
      return Promise.resolve("an answer");
    };
    return { ask: () => fs.ask(direct, threaded), counts };
  };

  it("asks a quick disk directly, whatever else holds it up now and then", async () => {
    let n = 0;
    const { ask, counts } = disk(() => (++n % 50 === 0 ? 1000 : 0.02));
    for (let k = 0; k < 500; k++) assert.equal(await ask(), "an answer");
    assert.deepEqual(counts, { direct: 500, threaded: 0 });
  });

  it("asks a slow one by threads, and tries it again later", async () => {
    let slow = true;
    const { ask, counts } = disk(() => (slow ? 5 : 0.02));
    for (let k = 0; k < 1000; k++) assert.equal(await ask(), "an answer");
    assert.ok((counts["direct"] ?? NaN) < 20, String(counts["direct"]));
    slow = false;
    for (let k = 0; k < 2000; k++) await ask();
    assert.ok((counts["direct"] ?? NaN) > 900, String(counts["direct"]));
  });

  it("passes on what goes wrong", async () => {
    const fs = createAdaptiveFs();
    const wrong = (): never => {
      throw new Error("no such file");
    };
    await assert.rejects(fs.ask(wrong, wrong), /no such file/);
  });

  it("lets others have their turn while it answers at once", async () => {
    let now = 0;
    const fs = createAdaptiveFs(() => now);
    let turns = 0;
    const turn = (): void => {
      turns++;
      if (now < 1000) setImmediate(turn);
    };
    setImmediate(turn);
    while (now < 1000)
      await fs.ask(
        () => now++,
        () => Promise.resolve(0),
      );
    assert.ok(turns >= 30, `${turns} turns in a second of calls`);
  });
});
