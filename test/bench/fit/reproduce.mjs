/** Writes docs/reproductions.md: every published number that the fit engine answers for, beside its own. */
import { load, write } from "./page.mjs";

const { reproductions } = await load("test/bench/fit/markdown.ts");
const { text, missed, skipped } = reproductions();
for (const title of skipped) console.warn(`SKIPPED, its data are not there: ${title}`);
if (skipped.length > 0) {
  console.warn("docs/reproductions.md stays as it is.");
  process.exitCode = 1;
} else {
  await write("docs/reproductions.md", text);
  console.log(`docs/reproductions.md written, ${missed} published numbers missed`);
  if (missed > 0) process.exitCode = 1;
}
