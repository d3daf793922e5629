/** Writes docs/coverage.md: `node test/bench/fit/measureCoverage.mjs [simulations]`, a few minutes for the 200 of the page. */
import { argv } from "node:process";
import { load, write } from "./page.mjs";

const { coveragePage } = await load("test/bench/fit/coveragePage.ts");
await write("docs/coverage.md", coveragePage(Number(argv[2] ?? 200)));
