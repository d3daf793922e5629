import assert from "node:assert/strict";
import { openLogIndex } from "../../../src/engine/logFiles";
import type { Source } from "../../../src/engine/source/source";
import { MemorySource } from "./memorySource";

const roots = [{ path: "/study", name: "study" }];
const later = { now: () => 9e15 };

/** What is not read is said, with its bound. */
describe("bounds", () => {
  it("names folders that are too deep", async () => {
    const source = new MemorySource();
    source.write(`/study/${"d/".repeat(24)}metrics.jsonl`, '{"step":1,"loss":2}\n');
    source.write(`/study/${"d/".repeat(30)}metrics.jsonl`, '{"step":1,"loss":3}\n');
    const index = await openLogIndex(source, roots, later);
    assert.equal(index.runs().length, 1);
    assert.deepEqual(
      index.problems().map(({ message }) => message),
      ["folders more than 24 deep are not read: open one of them"],
    );
  });

  it("leaves a file of nothing after 256 MiB, whatever size it claims", async () => {
    const text = new TextEncoder().encode('{"step":1,"loss":3}\n{"step":2,"loss":2}\n');
    const size = 200 * 2 ** 30;
    let asked = 0;
    const sparse: Source = {
      list: () => Promise.resolve([{ name: "metrics.jsonl", kind: "file" }]),
      stat: (path) =>
        Promise.resolve({ kind: path === "/study" ? "folder" : "file", size, modified: 1, identity: path }),
      read(_, start, length) {
        asked += length;
        const bytes = new Uint8Array(length);
        if (start < text.length) bytes.set(text.subarray(start, start + length));
        return Promise.resolve(bytes);
      },
    };
    const index = await openLogIndex(sparse, roots, later);
    assert.deepEqual([...(index.runs()[0]?.series("loss")?.value ?? [])], [3, 2]);
    assert.match(
      index.problems()[0]?.message ?? "",
      /nothing but zeros for more than 256 MiB: the rest of its 214748364800 bytes/,
    );
    assert.ok(asked < 300 * 2 ** 20);
  });

  it("shortens what it quotes of a file", async () => {
    const source = new MemorySource();
    source.write("/study/isoflop.json", JSON.stringify({ runPattern: "x".repeat(50_000) }));
    source.write("/study/a.jsonl", '{"step":1,"loss":2}\n');
    const index = await openLogIndex(source, roots, later);
    assert.ok(index.problems().length > 0);
    for (const { message } of index.problems()) assert.ok(message.length <= 401, `${message.length}`);
  });
});
