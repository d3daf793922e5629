import assert from "node:assert/strict";
import { openProgram, type Program } from "../cli/program";

/** Nine sizes at 20 tokens a parameter, and what was measured of them. */
function tableOf(head: string, value: (loss: number) => number): string {
  const rows = Array.from({ length: 9 }, (_, i) => {
    const N = 5e7 * 1.6 ** i;
    return `${N},${20 * N},${value(1.69 + 406.4 / N ** 0.34 + 410.7 / (20 * N) ** 0.28)}`;
  });
  return [`params,tokens,${head}`, ...rows].join("\n") + "\n";
}

describe("runs without a cross-entropy", () => {
  let program: Program;
  before(() => {
    program = openProgram();
  });
  after(() => {
    program.close();
  });
  const refusal = async (...args: readonly string[]): Promise<string> => {
    const { code, error } = await program.run("fit", ...args);
    assert.equal(code, 1, error);
    return error;
  };

  it("are fitted by their bits per byte, or by the logarithm of their perplexity", async () => {
    const bits = program.file(
      "bpb/runs.csv",
      tableOf("val_bpb", (loss) => loss / 3),
    );
    const ppl = program.file("ppl/runs.csv", tableOf("val_perplexity", Math.exp));
    for (const path of [bits, ppl]) {
      const { code, error } = await program.run("fit", path, "--law", "power-floor");
      assert.equal(code, 0, error);
    }
  });

  it("of which an accuracy is fitted as 1 − accuracy, as the sentence says", async () => {
    const path = program.file(
      "acc/runs.csv",
      tableOf("val_accuracy", (loss) => 1 - loss / 10),
    );
    const said = await refusal(path);
    const setting = /write (\{.*\}) into isoflop\.json/.exec(said)?.[1];
    assert.ok(setting !== undefined, said);
    program.file("acc/isoflop.json", setting);
    const args = ["--metric", "val_accuracy", "--law", "power-floor", "--points", "final", "--min-flops", "0"];
    const { code, out, error } = await program.run(
      "fit",
      `${program.folder}/acc`,
      ...args,
      "--bootstrap",
      "0",
      "--json",
    );
    assert.equal(code, 0, error);
    const [fit] = (JSON.parse(out) as { fits: { coefficients: Record<string, { value: number }> }[] }).fits;
    assert.ok(Math.abs((fit?.coefficients["E"]?.value ?? NaN) - 0.169) < 0.02, JSON.stringify(fit));
  });

  it("and a filter that leaves none says so, with what there is", async () => {
    const path = program.file(
      "runs.csv",
      tableOf("loss", (loss) => loss),
    );
    assert.match(await refusal(path, "--where", "N>1e15"), /none of 9 runs is "N>1e15" \(N is 50M … 2\.15B\)/);
  });
});
