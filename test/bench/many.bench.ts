/**
 * Listing two thousand runs in twenty thousand small files, without a cache, each time in a process of its own (medians of 5),
 * and how soon and how often the tree hears of them meanwhile.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeMany } from "./many";
import { median, openIn, prepare } from "./openings";
import { say } from "./say";

const folder = mkdtempSync(join(tmpdir(), "isoflop-many-"));
try {
  await prepare();
  const files = makeMany(folder, 2000);
  const all = Array.from({ length: 5 }, () => openIn(folder));
  for (const { runs } of all) assert.equal(runs, 2000);
  const of = (what: "read" | "view" | "cpu" | "first" | "gap" | "held"): number => median(all.map((one) => one[what]));
  say(`2000 runs in ${files} files, listed after`, of("read"), "ms", 3000);
  say("  the first view after", of("view"), "ms");
  say("  … processor time, start of the program included", of("cpu"), "ms");
  say("  the first runs in the tree after", of("first"), "ms");
  say("  the longest time without news for it", of("gap"), "ms");
  say("  the longest that the engine heard nothing", of("held"), "ms");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
