import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { isSidecarName } from "../../../src/core/formats/sidecar";
import { summarize } from "../../../src/core/runs/assemble/summarize";
import type { Run } from "../../../src/core/runs/run";
import { openLogIndex } from "../../../src/engine/logFiles";
import { createNodeSource } from "../../../src/engine/source/nodeSource";
import { sampleRoot, samples } from "../formats/samples";

/**
 * The answer does not depend on which folder is opened: a folder opened itself, its parent and its grandparent give the same runs,
 * facts, series and roles for what is in it; and so does a file opened alone that is the whole log of its runs. Names may differ:
 * those of folders above the opened one are not shown. A key is compared as it was logged, as what it is called in a study
 * depends on the other runs of it.
 */

async function runsOf(root: string): Promise<readonly Run[]> {
  const index = await openLogIndex(createNodeSource(), [{ path: root, name: basename(root) }], { now: () => 9e15 });
  return index.runs();
}

const factNames = ["params", "tokens", "flops", "tokensPerStep"] as const;

/** All of a run that is the same however it was opened. */
function readingOf(run: Run): string {
  const facts = factNames.map((fact) => [fact, run.facts[fact]]);
  const series = run.metrics.flatMap(({ key }) => {
    const one = run.series(key);
    if (one === undefined) return [];
    const { asLogged = key, ...rest } = summarize(one);
    const ends = [one.tokens?.at(-1), one.flops?.at(-1)];
    return [{ ...rest, key: asLogged, ends }];
  });
  const { files, status, restarts, config } = run;
  return JSON.stringify({ files: [...files].sort(), facts, series, status, restarts, config: [...config] });
}

const readingsOf = (runs: readonly Run[]): string[] => runs.map(readingOf).sort();

const inside = (path: string, folder: string) => path.startsWith(`${folder}/`);

const foldersBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => [join(folder, entry.name), ...foldersBelow(join(folder, entry.name))]);

/** What is beside a log and of no run may be its printed output, which gives the run settings. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [join(folder, entry.name)] : []));

const logsOf = ({ files }: Run): string[] => files.filter((path) => !isSidecarName(basename(path)));

/** The folder of all files of a run. */
function homeOf({ files }: Run): string {
  let home = dirname(files[0] ?? "");
  while (!files.every((path) => inside(path, home))) home = dirname(home);
  return home;
}

/** A copy of the history in a checkpoint's folder is a part of its run, as a folder inside a run's is. */
const isPart = (folder: string, runs: readonly Run[]) =>
  basename(folder).startsWith("checkpoint-") || runs.some((run) => inside(folder, homeOf(run)));

/** What is to be opened, and what of `runs` is to be found there: folders with all of their runs, and files that are all of theirs. */
function openings(top: string, runs: readonly Run[]): { readonly root: string; readonly about: string }[] {
  const whole = [top, ...foldersBelow(top)].filter((folder) => !isPart(folder, runs));
  const folders = whole.flatMap((about) =>
    [about, dirname(about), dirname(dirname(about))].map((root) => ({ root, about })),
  );
  const files = [...new Set(runs.flatMap(logsOf))].filter(
    (path) =>
      runs.every((run) => !run.files.includes(path) || (logsOf(run).length === 1 && homeOf(run) === dirname(path))) &&
      filesIn(dirname(path)).every(
        (other) => isSidecarName(basename(other)) || runs.some((run) => run.files.includes(other)),
      ),
  );
  return [...folders, ...files.map((path) => ({ root: path, about: path }))];
}

/** How many openings there were, and which gave other runs. */
async function compared(top: string): Promise<{ readonly count: number; readonly different: string[] }> {
  const runs = await runsOf(top);
  const all = openings(top, runs);
  const different: string[] = [];
  for (const { root, about } of all) {
    const isOf = (run: Run) => run.files.some((path) => path === about || inside(path, about));
    const wanted = readingsOf(runs.filter(isOf));
    const found = readingsOf((await runsOf(root)).filter(isOf));
    const at = found.findIndex((reading, i) => reading !== wanted[i]);
    if (found.length === wanted.length && at < 0) continue;
    different.push(
      `${about} opened at ${root}: ${found.length} runs for ${wanted.length}\n${firstDifference(wanted[at], found[at])}`,
    );
  }
  return { count: all.length, different };
}

function firstDifference(a = "", b = ""): string {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return `  ${a.slice(Math.max(0, i - 80), i + 80)}\n  ${b.slice(Math.max(0, i - 80), i + 80)}`;
}

describe("any root", () => {
  let base = "";

  before(() => {
    base = mkdtempSync(join(tmpdir(), "isoflop-"));
  });
  after(() => {
    rmSync(base, { recursive: true });
  });

  for (const sample of samples) {
    it(`gives the same runs of the sample ${sample}`, async () => {
      // Alone in its parent and grandparent: other samples hold the same runs as other trackers wrote them.
      const top = join(base, sample, "above", "logs");
      cpSync(join(sampleRoot, sample, "logs"), top, { recursive: true, preserveTimestamps: true });
      const { different } = await compared(top);
      assert.deepEqual(different, []);
    });
  }

  it("gives the same runs of real logs", async function () {
    const real = resolve("../shared/data/logs");
    if (!existsSync(real)) {
      console.warn("SKIPPED: no real logs at ../shared/data/logs");
      this.skip();
    }
    this.timeout(600_000);
    for (const entry of readdirSync(real, { withFileTypes: true }).filter((one) => one.isDirectory())) {
      const { count, different } = await compared(join(real, entry.name));
      assert.ok(count > 0);
      // That 327m counts tokens is known from the runs beside those that were killed before they had seen as many.
      assert.deepEqual(
        different.filter((text) => !text.includes("327m.jsonl opened at")),
        [],
      );
    }
  });
});
