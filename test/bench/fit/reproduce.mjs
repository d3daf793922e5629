/** Writes docs/reproductions.md: every published number beside the command that gives it again. */
import { load, write } from "./page.mjs";

const { reproductions } = await load("test/bench/fit/markdown.ts");
const { text, missed } = await reproductions();
await write("docs/reproductions.md", text);
const { withFindings } = await load("test/bench/fit/findings.ts");
for (const example of ["examples/tiny-study", "examples/native-multimodal"])
  await write(`${example}/README.md`, await withFindings(example));
console.log(`docs/reproductions.md written, ${missed} published numbers missed`);
if (missed > 0) process.exitCode = 1;
