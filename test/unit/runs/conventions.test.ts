import assert from "node:assert/strict";
import { conventions, conventionsFrom, knownConventions, type Conventions } from "../../../src/core/runs/conventions";
import type { Convention } from "../../../src/core/runs/conventions/convention";
import { columns, folders, recognisedBy, settings, sizes } from "../../../src/core/runs/conventions/rules";
import type { Run } from "../../../src/core/runs/run";
import { openLogIndex } from "../../../src/engine/logFiles";
import { MemorySource } from "../engine/memorySource";

/** A trainer that nobody has: all that it takes to read it is this object, and a line in the list. */
const gardener: Convention = {
  id: "gardener",
  label: "Gardener",
  source: { repository: "nobody/gardener" },
  recognises: recognisedBy({ keys: "garden/weeks" }),
  step: [...columns("garden/weeks"), ...settings("harvest_week", { counts: "planned steps" })],
  tokens: [...columns("garden/seeds"), ...settings("seeds_a_week", { counts: "tokens a step" })],
  flops: columns("garden/sweat", { unit: 1e12 }),
  params: settings("leaves", { counts: "non-embedding" }),
  loss: [
    { key: "weeds", role: "train", quantity: "ce" },
    { key: "slugs", role: "eval", quantity: "ce", inFolders: true },
  ],
  shape: sizes("layers", "tiers"),
  clock: columns("garden/sun"),
  layout: [...folders("plain", "bed-#"), ...folders("eval", "greenhouse"), ...folders("config", "shed")],
};
const withGardener = conventionsFrom([...conventions, gardener]);

const rows = [1, 2, 3, 4].map((week) => ({
  "garden/weeks": 10 * week,
  "garden/seeds": 5000 * week,
  "garden/sweat": 3 * week,
  "garden/sun": 60 * week,
  weeds: 5 - week,
  step: 7 * week,
}));
const jsonLines = (all: readonly object[]) => all.map((row) => `${JSON.stringify(row)}\n`).join("");

async function runsOf(files: Record<string, string>, known?: Conventions): Promise<readonly Run[]> {
  const source = new MemorySource();
  for (const [path, text] of Object.entries(files)) source.write(`/study/${path}`, text);
  const options = { now: () => 1e12, ...(known === undefined ? {} : { conventions: known }) };
  const index = await openLogIndex(source, [{ path: "/study", name: "study" }], options);
  return index.runs();
}

describe("a convention that is added to the list", () => {
  const files = {
    "roses/bed-3/metrics.jsonl": jsonLines(rows),
    "roses/bed-3/greenhouse/metrics.jsonl": jsonLines([{ "garden/weeks": 40, "soil/slugs": 1.5 }]),
    "roses/bed-3/shed/config.json": JSON.stringify({ leaves: 123456, harvest_week: 40 }),
  };

  it("says which run a folder is of, and what stands in its columns and settings", async () => {
    const [run, ...others] = await runsOf(files, withGardener);
    assert.ok(run);
    assert.deepEqual(others, []);
    assert.equal(run.name, "roses");
    assert.equal(run.status, "finished");
    assert.deepEqual(run.facts.params, {
      value: 123456,
      from: "config",
      kind: "non-embedding",
      how: "config.json: leaves",
    });
    assert.equal(run.facts.tokens?.how, "column garden/seeds");
    assert.equal(run.facts.tokens.value, 20_000);
    assert.equal(run.facts.flops?.value, 12e12);
    const weeds = run.series("weeds");
    assert.ok(weeds);
    assert.deepEqual([...weeds.step], [10, 20, 30, 40]);
    assert.deepEqual([...(weeds.wallTime ?? [])], [0, 60, 120, 180]);
    assert.equal(`${weeds.role} ${weeds.quantity}`, "train ce");
    const slugs = run.metrics.find(({ key }) => key.endsWith("slugs"));
    assert.deepEqual(slugs, {
      key: "greenhouse/soil/slugs",
      role: "eval",
      domain: "greenhouse/soil",
      quantity: "ce",
      unit: "nats/token",
    });
  });

  it("is all that says so: without it the same files mean something else", async () => {
    const runs = await runsOf(files);
    assert.ok(runs.every(({ name }) => name !== "roses"));
    const [run] = runs;
    assert.ok(run);
    assert.equal(run.facts.params, undefined);
    assert.equal(run.facts.flops, undefined);
    assert.equal(run.metrics.find(({ key }) => key === "weeds")?.quantity, "other");
    assert.deepEqual([...(run.series("weeds")?.step ?? [])], [7, 14, 21, 28]);
  });

  it("computes tokens from its settings where none were logged", async () => {
    const bare = rows.map(({ "garden/weeks": weeks, weeds }) => ({ "garden/weeks": weeks, weeds }));
    const [run] = await runsOf(
      {
        "roses/metrics.jsonl": jsonLines(bare),
        "roses/config.json": JSON.stringify({ seeds_a_week: 512, tiers: 2, d_model: 64 }),
      },
      withGardener,
    );
    assert.equal(run?.facts.tokens?.value, 40 * 512);
    assert.equal(run.facts.params?.value, 12 * 2 * 64 * 64);
  });

  it("says nothing of runs that it does not recognise", async () => {
    const other = { "a/metrics.jsonl": jsonLines([1, 2, 3].map((step) => ({ step, weeds: step, loss: 9 - step }))) };
    const keys = async (known: Conventions) =>
      (await runsOf(other, known)).map(({ metrics }) => metrics.map(({ key, quantity }) => [key, quantity]));
    assert.deepEqual(await keys(withGardener), await keys(knownConventions));
  });
});

describe("what a convention can say", () => {
  const oneRun = async (convention: Convention, logged: readonly object[], config: object = {}) => {
    const files = { "a/metrics.jsonl": jsonLines(logged), "a/config.json": JSON.stringify(config) };
    const [run, ...others] = await runsOf(files, conventionsFrom([convention]));
    assert.deepEqual(others, []);
    return run ?? assert.fail();
  };
  const said = (rules: Partial<Convention>): Convention => ({
    id: "said",
    label: "Said",
    source: { repository: "nobody/said" },
    recognises: () => 1,
    ...rules,
  });
  const losses = (values: (step: number) => object) =>
    [10, 20, 30, 40].map((step) => ({ step, loss: 5 - step / 20, ...values(step) }));

  it("a count in another unit", async () => {
    const rule = said({ tokens: columns("seen_b", { unit: 1e9 }) });
    const run = await oneRun(
      rule,
      losses((step) => ({ seen_b: step / 1000 })),
    );
    assert.ok(Math.abs((run.facts.tokens?.value ?? NaN) - 4e7) < 1e-3);
    assert.ok(Math.abs((run.series("loss")?.tokens?.[0] ?? NaN) - 1e7) < 1e-3);
  });

  it("a count that starts again with each process", async () => {
    const rule = said({ tokens: columns("mine", { counts: "tokens of a process" }) });
    const run = await oneRun(
      rule,
      losses((step) => ({ mine: step > 20 ? step - 20 : step })),
    );
    assert.equal(run.facts.tokens?.value, 40);
    assert.deepEqual([...(run.series("loss")?.tokens ?? [])], [10, 20, 30, 40]);
  });

  it("the tokens of the steps of a row, which are added up", async () => {
    const rule = said({ tokens: columns("batch_words", { counts: "tokens of this step" }) });
    const run = await oneRun(
      rule,
      losses((step) => ({ batch_words: step < 30 ? 100 : 200 })),
    );
    assert.equal(run.facts.tokens?.value, 20 * 100 + 20 * 200);
    const zeroBased = [0, 1, 2].map((step) => ({ step, loss: 5 - step, batch_words: 100 }));
    assert.equal((await oneRun(rule, zeroBased)).facts.tokens?.value, 300);
  });

  it("a count that forks write as that of a step: so far where it rises, of a step where it is constant", async () => {
    const rule = said({ tokens: columns("many", { counts: "tokens so far or a step" }) });
    assert.equal(
      (
        await oneRun(
          rule,
          losses((step) => ({ many: step * 7 })),
        )
      ).facts.tokens?.value,
      280,
    );
    assert.equal(
      (
        await oneRun(
          rule,
          losses(() => ({ many: 7 })),
        )
      ).facts.tokens?.value,
      280,
    );
  });

  it("columns that are no counts", async () => {
    const logged = losses((step) => ({ tokens: step * 3, total_tokens: step * 6 }));
    const rule = said({ notCounts: columns("tokens") });
    assert.equal((await oneRun(rule, logged)).facts.tokens?.value, 240);
    assert.equal((await oneRun(said({}), logged)).facts.tokens?.value, 120);
  });

  it("samples in the place of steps", async () => {
    const logged = [64, 128, 640].map((step) => `${step},${5 - step / 640}\n`).join("");
    const config = { train_batch_size: 64, train_micro_batch_size_per_gpu: 8, seq_length: 1024 };
    const files = {
      "a/Train_Samples_train_loss.csv": `step,train_loss\n${logged}`,
      "a/config.json": JSON.stringify(config),
    };
    const [run] = await runsOf(files);
    assert.equal(run?.facts.tokens?.value, 640 * 1024);
  });

  it("FLOPs a token, which go before 6·N·D", async () => {
    const rule = said({ flops: settings("each", { counts: "FLOPs a token" }) });
    const run = await oneRun(
      rule,
      losses((step) => ({ tokens: step })),
      { each: 7000, n_params: 2000 },
    );
    assert.equal(run.facts.flops?.value, 40 * 7000);
    assert.match(run.facts.flops.how, /each \(7000\) × D/);
  });

  it("N as a sum of parts, and not where one is missing", async () => {
    const rule = said({ params: [{ sum: ["p_blocks", "p_head"], counts: "non-embedding" }] });
    const logged = losses(() => ({}));
    const whole = await oneRun(rule, logged, { p_blocks: 5000, p_head: 600, n_params: 9000 });
    assert.deepEqual([whole.facts.params?.value, whole.facts.params?.kind], [5600, "non-embedding"]);
    assert.equal((await oneRun(rule, logged, { p_blocks: 5000, n_params: 9000 })).facts.params?.value, 9000);
  });

  it("N by a column of tokens a parameter", async () => {
    const rule = said({ params: [{ multiple: "chinchillas", tokensAParameter: 20, counts: "non-embedding" }] });
    const logged = losses((step) => ({ tokens: step * 1000, chinchillas: step / 100 }));
    const { params } = (await oneRun(rule, logged)).facts;
    assert.ok(Math.abs((params?.value ?? NaN) - 5000) < 1e-6);
    assert.equal(params?.kind, "non-embedding");
  });

  it("a batch in tokens under a key that is one in sequences to others", async () => {
    const config = { global_batch_size: 4096, sequence_length: 1024 };
    const rule = said({ tokens: settings("global_batch_size", { counts: "tokens a step" }) });
    assert.equal(
      (
        await oneRun(
          rule,
          losses(() => ({})),
          config,
        )
      ).facts.tokens?.value,
      40 * 4096,
    );
    assert.equal(
      (
        await oneRun(
          said({}),
          losses(() => ({})),
          config,
        )
      ).facts.tokens?.value,
      40 * 4096 * 1024,
    );
  });

  it("batches of all devices, as nanoGPT accumulates them", async () => {
    const config = { batch_size: 12, gradient_accumulation_steps: 40, block_size: 1024, always_save_checkpoint: true };
    const logged = losses(() => ({})).map(({ step, ...row }) => ({ iter: step, ...row }));
    const [run] = await runsOf({ "a/metrics.jsonl": jsonLines(logged), "a/config.json": JSON.stringify(config) });
    assert.equal(run?.facts.tokens?.value, 40 * 12 * 40 * 1024);
  });

  it("losses below a folder that are no cross-entropy of text", async () => {
    const rule = said({ loss: [{ under: "eval/downstream/", role: "eval", quantity: "other" }] });
    const run = await oneRun(
      rule,
      losses(() => ({ "eval/downstream/arc (CE loss)": 1, "eval/lm/c4/CE loss": 2 })),
    );
    const quantities = Object.fromEntries(run.metrics.map(({ key, quantity }) => [key, quantity]));
    assert.equal(quantities["eval/downstream/arc (CE loss)"], "other");
    assert.equal(quantities["eval/lm/c4/CE loss"], "ce");
  });

  it("what is trained, which is the model unless it is an adapter", async () => {
    const of = async (config: object) =>
      (
        await oneRun(
          said({}),
          losses(() => ({})),
          config,
        )
      ).facts.params?.value;
    assert.equal(await of({ trainable_params: 5e6 }), 5e6);
    assert.equal(await of({ trainable_params: 5e6, finetuning_type: "full" }), 5e6);
    assert.equal(await of({ trainable_params: 5e6, lora_r: 16 }), undefined);
    assert.equal(await of({ trainable_params: 5e6, n_params: 8e9, lora_r: 16 }), 8e9);
  });

  it("which N a table counts", async () => {
    const dense =
      "h,ffnh,numh,numl,lr,bs,ti,loss,exp_name,D,N,D/N\n960,9368,15,7,3e-4,736,66342,2.41,a,1e11,214663680,465\n960,9368,15,7,4e-4,736,66342,2.42,b,1e11,214663680,465\n";
    const moe =
      "nume,h,ffnh,numl,lr,loss,exp_name,N,Na,D\n89,1408,3904,16,1e-4,2.7,a,2150612992,187973632,2e9\n89,1408,3904,16,2e-4,2.8,b,2150612992,187973632,2e9\n";
    const [one] = await runsOf({ "t/dense.csv": dense });
    assert.deepEqual([one?.facts.params?.value, one?.facts.params?.kind], [214663680, "non-embedding"]);
    const [mixture] = await runsOf({ "t/moe.csv": moe });
    assert.deepEqual([mixture?.facts.params?.value, mixture?.facts.params?.kind], [187973632, "active"]);
    assert.equal(mixture?.facts.flops?.value, 6 * 187973632 * 2e9);
  });
});

describe("the conventions that are known", () => {
  it("have ids of their own, and say where they were read", () => {
    assert.equal(new Set(conventions.map(({ id }) => id)).size, conventions.length);
    for (const { id, source } of conventions) assert.match(source.repository, /^[\w.-]+\/[\w.-]+$/, id);
    const dated = conventions.filter(({ source }) => (source.commit ?? source.version) !== undefined);
    for (const { id, source } of dated) assert.match(source.date ?? "", /^20\d\d-\d\d-\d\d$/, id);
    assert.ok(dated.length >= 40, `${dated.length} at a named state`);
  });

  const evidence = (keys: string, formats = "", paths: readonly string[] = []) => ({
    formats: new Set(formats.split(" ")),
    paths,
    has: (key: string) => keys.split(" ").includes(key),
  });
  const recognised = (...args: Parameters<typeof evidence>) =>
    knownConventions.meaningsFor(evidence(...args)).conventions;

  it("are asked where a run has their keys or formats, the surest first, the usual words last", () => {
    assert.deepEqual(recognised("step loss"), ["usual-words"]);
    assert.deepEqual(recognised("total_flos", "wandb"), ["wandb", "hugging-face", "usual-words"]);
    assert.deepEqual(recognised("_step", "trainer-state"), ["hugging-face", "wandb", "usual-words"]);
    assert.deepEqual(recognised("throughput/total_tokens throughput/total_gflops").at(-1), "usual-words");
    assert.deepEqual(recognised("loss", "jsonl", ["work/1/vis_data/scalars.json"]), ["mmengine", "usual-words"]);
  });

  it("make the same meanings of the same conventions, so that what was found out of a key is kept", () => {
    const meanings = () => knownConventions.meaningsFor(evidence("n_tokens_seen"));
    assert.equal(meanings(), meanings());
  });
});
