import assert from "node:assert/strict";
import { openLogIndex } from "../../../src/engine/logFiles";
import { MemorySource } from "./memorySource";

const roots = [{ path: "/study", name: "study" }];
const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a21\nsize 12345\n";
const odd = (k: number) => `loss is now 3.${k} after a while\nstill going\n`.repeat(6);

async function messages(files: Readonly<Record<string, string>>): Promise<string[]> {
  const source = new MemorySource();
  for (const [name, text] of Object.entries(files)) source.write(`/study/${name}`, text);
  const index = await openLogIndex(source, roots, { now: () => 9e15 });
  return index.problems().map(({ message }) => message);
}

describe("files that are passed over", () => {
  it("are named where they look like logs, in one line where they are many", async () => {
    assert.deepEqual(await messages({ "a.log": odd(1) }), [
      "looks like a log, but its lines are not recognised: no step and loss were found in a line of it",
    ]);
    assert.deepEqual(
      await messages({ "a.log": odd(1), "b/b.out": odd(2), "c.txt": odd(3), "notes.txt": "a loss of 3\n" }),
      ["3 text files look like logs and were not recognised: a.log, c.txt, b.out"],
    );
  });

  it("are Git LFS pointers whatever their ending, with their number", async () => {
    assert.deepEqual(
      await messages({ "a.parquet": pointer, "events.out.tfevents.1": pointer, "m.jsonl": pointer, "c.csv": pointer }),
      [
        "4 files are Git LFS pointers: they themselves were not fetched (git lfs pull): a.parquet, c.csv, events.out.tfevents.1, m.jsonl",
      ],
    );
    assert.deepEqual(await messages({ "run.wandb": pointer }), [
      "a Git LFS pointer: the file itself was not fetched (git lfs pull)",
    ]);
  });

  it("are tables and rows that are none, each with its reason", async () => {
    assert.deepEqual(await messages({ "a.csv": "only prose here\nand here\n" }), [
      "no header and rows of numbers in it",
    ]);
    assert.deepEqual(await messages({ "a.jsonl": "prose\n" }), ["no JSON objects line by line in it"]);
    assert.deepEqual(await messages({ "a.log": "\0\x01\0\x02".repeat(100) }), ["not text, though its name says so"]);
    assert.deepEqual(await messages({ "a.txt": "prose without numbers\n" }), []);
  });
});
