import assert from "node:assert/strict";
import type { Run, Scalar } from "../../../src/core/runs/run";
import { aboutRuns } from "../../../src/core/state/about";
import { flopsOf, paramsOf } from "../../../src/core/state/counting";
import { curvesOf } from "../../../src/core/state/curves";
import { lackOf } from "../../../src/core/state/rows";
import { groupRuns, separates } from "../../../src/core/state/groups";
import { hasDecayed } from "../../../src/core/state/schedule";
import { makeRun, type Recipe } from "./runs";

const base: Recipe = { name: "run", params: 1e8, tokens: [1e9, 2e9], losses: { loss: [3, 2] } };

function configured(config: Readonly<Record<string, Scalar>>, recipe: Partial<Recipe> = {}): Run {
  return { ...makeRun({ ...base, ...recipe }), config: new Map(Object.entries(config)) };
}

describe("what N counts", () => {
  it("is the run's own, another that its settings hold, or its shape's", () => {
    const run = configured({
      n_params: 1.2e8,
      params_no_embed: 7e7,
      n_layer: 4,
      d_model: 512,
      n_steps: 5000,
      vocab_size: 32000,
    });
    assert.equal(paramsOf(run, "auto")?.value, 1e8);
    assert.equal(paramsOf(run, "total")?.value, 1e8);
    assert.deepEqual(paramsOf(run, "non-embedding"), {
      value: 7e7,
      from: "config",
      kind: "non-embedding",
      how: "params_no_embed",
    });
    assert.equal(paramsOf(run, "active"), undefined);
    const shaped = configured({ n_layer: 4, d_model: 512, vocab_size: 32000, n_embd: 512, n_steps: 5000 });
    assert.equal(paramsOf(shaped, "non-embedding")?.value, 12 * 4 * 512 ** 2);
    assert.equal(paramsOf(configured({ max_params: 5e9, params_ratio: 3000 }), "non-embedding"), undefined);
    assert.equal(paramsOf(configured({ "model/active_params": 3e7 }), "active")?.value, 3e7);
  });
});

describe("what C counts", () => {
  const run = configured({ n_layer: 4, active_params: 5e7 });
  const series = run.series("loss")!;
  const logged: Run = {
    ...run,
    facts: { ...run.facts, flops: { value: 9e17, from: "logged", kind: "logged", how: "column flops" } },
  };
  const given = { ...series, flops: Float64Array.of(4e17, 9e17) };
  const of = (one: Run, countC: string, countN: "auto" | "active" = "auto") =>
    flopsOf(one, one === logged ? given : series, { countN, countC });

  it("is what was logged, else 6·N·D, and only the one that was asked for", () => {
    assert.deepEqual(of(logged, "auto"), { column: given.flops, kind: "logged", how: "column flops" });
    assert.deepEqual(of(run, "auto"), { column: series.flops, kind: "6ND", how: "6·N·D" });
    assert.equal(of(run, "logged"), undefined);
    assert.deepEqual([...of(logged, "6ND")!.column], [6e17, 1.2e18]);
    assert.deepEqual([...of(run, "auto", "active")!.column], [3e17, 6e17]);
    assert.deepEqual([...of(logged, "auto", "active")!.column], [4e17, 9e17]);
  });

  it("is a formula over N, D and numbers of the run, and nothing where one is missing", () => {
    const made = of(run, "6*N*D + n_layer*D");
    assert.deepEqual([...made!.column], [6e17 + 4e9, 1.2e18 + 8e9]);
    assert.equal(made!.kind, "6*N*D + n_layer*D");
    assert.equal(of(run, "6*N*D*nothing"), undefined);
    assert.equal(of(run, "6*N*("), undefined);
  });

  it("makes the x of the curves, and leaves out runs that do not say", () => {
    const other = configured({}, { name: "other", params: 2e8 });
    const [group] = groupRuns([run, other], { by: [], metrics: ["loss"] });
    const { curves, without } = curvesOf(group!, "flops", ["x"], { countN: "active", countC: "6ND" });
    assert.deepEqual(
      without.map(({ name }) => name),
      ["other"],
    );
    assert.deepEqual([...curves[0]!.x], [3e17, 6e17]);
    assert.equal(curves[0]!.size, 5e7);
    assert.deepEqual([curves[0]!.about?.countN, curves[0]!.about?.countC], ["active", "6ND"]);
    const lack = (countN: "auto" | "active" | "non-embedding", countC: string) =>
      lackOf(other, "loss", "flops", { countN, countC });
    assert.equal(lack("active", "auto"), "active parameters");
    assert.equal(lack("non-embedding", "auto"), "parameters without embeddings");
    assert.equal(lack("auto", "logged"), "logged FLOPs");
    assert.equal(lack("auto", "6*N*D*beyond"), "value of 6*N*D*beyond");
    assert.equal(lackOf(other, "no such loss", "flops", { countN: "auto", countC: "auto" }), "loss");
  });
});

describe("what is known of runs beside their rows", () => {
  const sweep = [1e-3, 3e-3].flatMap((lr) =>
    [1, 2].map((seed) =>
      configured(
        { learning_rate: lr, seed },
        { name: `sweep/lr${lr}-s${seed}`, facets: { lr: String(lr), "name 2": `s${seed}`, size: "0.1B" } },
      ),
    ),
  );

  it("tells configurations apart by all but rate and seed, under whatever name these are facets", () => {
    const found = aboutRuns(sweep, "loss", { decayed: false });
    assert.equal(new Set(found.map(({ configuration }) => configuration)).size, 1);
    assert.equal(new Set(found.map(({ family }) => family)).size, 2);
    assert.deepEqual(
      found.map(({ rate }) => rate),
      [1e-3, 1e-3, 3e-3, 3e-3],
    );
    assert.deepEqual(
      found.map(({ seed }) => seed),
      ["1", "2", "1", "2"],
    );
    assert.deepEqual(
      found.map(({ title }) => title),
      ["0.001 · s1", "0.001 · s2", "0.003 · s1", "0.003 · s2"],
    );
  });

  it("does not take runs of another size, or that ended early, for the same", () => {
    const shorter = configured({ learning_rate: 1e-3 }, { tokens: [5e8, 1e9] });
    const larger = configured({ learning_rate: 1e-3 }, { params: 3e8 });
    const found = aboutRuns([...sweep, shorter, larger], "loss", { decayed: false });
    assert.equal(new Set(found.map(({ configuration }) => configuration)).size, 3);
  });

  it("says whether the learning rate came down: by its log, else by its schedule", () => {
    const logged = (rates: readonly number[]): Run =>
      makeRun({ ...base, losses: { loss: rates.map(() => 3), "train/lr": rates } });
    assert.equal(hasDecayed(logged([1e-4, 1e-3, 5e-4, 1e-4])), true);
    assert.equal(hasDecayed(logged([1e-4, 1e-3, 1e-3, 9e-4])), false);
    assert.equal(hasDecayed(configured({ lr_schedule: "cosine" })), true);
    assert.equal(hasDecayed(configured({ lr_schedule: "cosine", max_steps: 1000 })), false);
    assert.equal(hasDecayed(configured({ lr_scheduler_type: "constant_with_warmup" })), false);
    assert.equal(hasDecayed(configured({ lr_scheduler_type: "SchedulerType.COSINE" })), true);
    assert.equal(hasDecayed(configured({ optimizer: "adamw" })), undefined);
  });
});

describe("facets that tell laws apart", () => {
  it("are warm-ups in words, and no warm-ups in steps", () => {
    assert.equal(separates("warmup", ["long", "short"]), true);
    assert.equal(separates("warmup", ["2000", "1e3", ""]), false);
    assert.equal(separates("model", ["small", "large"]), false);
    assert.equal(separates("mix", ["10", "20"]), true);
  });
});
