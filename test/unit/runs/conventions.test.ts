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

describe("the conventions that are known", () => {
  it("have ids of their own, and say where they were read", () => {
    assert.equal(new Set(conventions.map(({ id }) => id)).size, conventions.length);
    for (const { id, source } of conventions) assert.match(source.repository, /^[\w.-]+\/[\w.-]+$/, id);
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
