import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFolderStore } from "../../../../src/engine/cache/folderStore";

describe("engine/cache: a folder", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "isoflop-store-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

  it("is made when something is kept, and gives it again", async () => {
    const store = createFolderStore(join(folder, "a", "b"));
    assert.deepEqual(await store.list(), []);
    await assert.rejects(store.read("x.columns"));
    await store.write("x.columns", [bytes("one "), bytes("two")], () => false);
    assert.equal(new TextDecoder().decode(await store.read("x.columns")), "one two");
    assert.equal((await store.read("x.columns")).byteOffset, 0);
    assert.deepEqual(
      (await store.list()).map(({ name, bytes: size }) => [name, size]),
      [["x.columns", 7]],
    );
    await store.remove("x.columns");
    await store.remove("x.columns");
    assert.deepEqual(await store.list(), []);
  });

  it("keeps what was there when a writing ends early", async () => {
    const store = createFolderStore(folder);
    await store.write("x.columns", [bytes("whole")], () => false);
    let asked = 0;
    await assert.rejects(store.write("x.columns", [bytes("half"), bytes("rest")], () => ++asked > 1));
    const broken = (function* (): Generator<Uint8Array> {
      yield bytes("half");
      throw new Error("out of luck");
    })();
    await assert.rejects(store.write("x.columns", broken, () => false));
    assert.deepEqual(readdirSync(folder), ["x.columns"]);
    assert.equal(new TextDecoder().decode(await store.read("x.columns")), "whole");
  });

  it("leaves another window's unfinished file alone, and clears away what was abandoned", async () => {
    const store = createFolderStore(folder);
    for (const name of ["new.columns.7.1.part", "old.columns.7.2.part"]) writeFileSync(join(folder, name), "half");
    const yesterday = new Date(Date.now() - 86_400_000);
    utimesSync(join(folder, "old.columns.7.2.part"), yesterday, yesterday);
    assert.deepEqual(await store.list(), []);
    assert.deepEqual(readdirSync(folder), ["new.columns.7.1.part"]);
  });

  it("remembers what was used last", async () => {
    const store = createFolderStore(folder);
    for (const name of ["a.columns", "b.columns"]) await store.write(name, [bytes(name)], () => false);
    const yesterday = new Date(Date.now() - 86_400_000);
    for (const name of ["a.columns", "b.columns"]) utimesSync(join(folder, name), yesterday, yesterday);
    await store.touch("b.columns");
    const used = new Map((await store.list()).map((stored) => [stored.name, stored.used]));
    assert.ok((used.get("b.columns") ?? 0) > (used.get("a.columns") ?? Infinity));
  });
});
