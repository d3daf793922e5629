import assert from "node:assert/strict";
import { openProgram } from "../cli/program";

describe("isoflop observe", () => {
  const program = openProgram();
  after(() => {
    program.close();
  });
  for (const [init, gap] of [
    ["late", 0],
    ["early", 0.1],
  ] as const) {
    const rows = Array.from({ length: 30 }, (_, i) => {
      const tokens = 1e9 * (i + 1);
      const loss = 2 + 300 * tokens ** -0.25 + gap + 0.0001 * Math.sin(i * 7);
      return JSON.stringify({ step: i + 1, tokens, "eval/text/loss": loss });
    });
    program.file(`study/${init}/metrics.jsonl`, rows.join("\n"));
    program.file(`study/${init}/config.json`, JSON.stringify({ init, n_params: 1e8 }));
  }
  const study = `${program.folder}/study`;

  it("says what a reader would, with a mark for how sure it is", async () => {
    const { code, out } = await program.run("observe", study, "--numbers");
    assert.equal(code, 0);
    assert.match(out, /^\+ At 30B tokens late is lower than early by 0\.100 nats\/token in text\.$/m);
    assert.match(out, /^ {4}late less early at 30B, text: −0\.1 \(/m);
  });

  it("prints the same as JSON at full precision, and as a Markdown list", async () => {
    const { out } = await program.run("observe", study, "--json");
    const { observations } = JSON.parse(out) as {
      observations: { kind: string; strength: string; numbers: { value: number; low: number; high: number }[] }[];
    };
    const [first] = observations;
    assert.deepEqual([first?.kind, first?.strength], ["pair", "sure"]);
    const { value, low, high } = first?.numbers[0] ?? { value: NaN, low: NaN, high: NaN };
    assert.ok(low < value && value < high && Math.abs(value + 0.1) < 0.001, `${low} ${value} ${high}`);
    assert.match((await program.run("observe", study, "--markdown")).out, /^## Observations\n\n- At 30B tokens late/);
  });

  it("has nothing to say of one run, and says so beside the answer", async () => {
    const alone = await program.run("observe", `${study}/late`);
    assert.deepEqual([alone.code, alone.out.trim()], [0, ""]);
    assert.match(alone.error, /nothing to observe/);
    assert.equal((await program.run("observe", study, "--json", "--markdown")).code, 2);
  });
});
