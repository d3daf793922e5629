import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { lossesOf } from "../../../src/core/state/groups";
import type { Run } from "../../../src/core/runs/run";
import { divergence } from "../../../src/core/observe/trouble";
import { openLogIndex } from "../../../src/engine/logFiles";
import { createNodeSource } from "../../../src/engine/source/nodeSource";
import { openProgram } from "../cli/program";

/** What the training itself kept of a run, beside what its logger wrote. */
interface Trained {
  readonly path: string;
  readonly logger: string;
  readonly experiment: string;
  readonly size: string;
  readonly mix: string;
  readonly init: string;
  readonly lr: number;
  readonly schedule: string;
  readonly n_params: number;
  readonly killed_at: number | null;
  readonly evals: number;
  readonly step: number;
  readonly tokens_seen: number;
  readonly flops: number;
  readonly [loss: `eval/${string}/loss`]: number;
}

const example = "examples/tiny-study";
const domains = ["image-caption", "code", "text"] as const;
const trained = JSON.parse(readFileSync("test/unit/examples/tiny-study.expected.json", "utf8")) as Trained[];
const files = () =>
  readdirSync(example, { recursive: true, encoding: "utf8" })
    .map((path) => join(example, path))
    .filter((path) => statSync(path).isFile());

describe("examples/tiny-study", () => {
  let runs: readonly Run[] = [];
  const runOf = (one: Trained): Run => {
    const folder = one.path.slice(0, one.path.lastIndexOf("/"));
    const last = one.path.slice(folder.length + 1);
    const found = runs.filter((run) => (run.folder === folder || run.id.startsWith(`${folder}/`)) && run.name === last);
    const [run] = found;
    assert.ok(run && found.length === 1, `${one.path}: ${found.length} among ${runs.map(({ id }) => id).join(", ")}`);
    return run;
  };

  before(async () => {
    const index = await openLogIndex(createNodeSource(), [{ path: resolve(example), name: "tiny-study" }]);
    runs = index.runs();
    assert.deepEqual(index.problems(), []);
  });

  it("is read with no settings: as many runs as were trained, and no other", () => {
    assert.equal(runs.length, trained.length);
    assert.equal(new Set(trained.map(runOf)).size, trained.length);
  });

  it("is read exactly: N, D, C and the last loss of every domain, in all nine loggers", () => {
    assert.equal(new Set(trained.map(({ logger }) => logger)).size, 9);
    for (const one of trained) {
      const run = runOf(one);
      const { facts } = run;
      assert.deepEqual([facts.params?.value, facts.params?.kind], [one.n_params, "total"], one.path);
      assert.equal(facts.tokens?.value, one.tokens_seen, one.path);
      // What is printed has four digits, and an event file single precision.
      const precision = one.logger === "stdout" ? 1e-3 : one.logger === "tensorboard" ? 1e-6 : 1e-12;
      const near = (got: number | undefined, want: number, what: string) => {
        assert.ok(Math.abs((got ?? NaN) / want - 1) <= precision, `${one.path} ${what}: ${String(got)}, not ${want}`);
      };
      near(facts.flops?.value, one.flops, "FLOPs");
      for (const domain of domains) {
        const metric = lossesOf(run, "eval").find((other) => other.domain === domain);
        const series = metric === undefined ? undefined : run.series(metric.key);
        assert.equal(series?.value.length, one.evals, `${one.path} ${domain}`);
        near(series.value.at(-1), one[`eval/${domain}/loss`] ?? NaN, domain);
      }
    }
  });

  it("groups the grid: four mixes, three domains, six sizes over a hundredfold", () => {
    const grid = trained.filter(({ experiment }) => experiment === "grid").map(runOf);
    const values = (facet: string) => new Set(grid.map((run) => run.facets.get(facet)));
    assert.deepEqual([...values("mix")].sort(), ["20-40-40", "30-30-40", "40-20-40", "45-45-10"]);
    assert.deepEqual([...values("size")].sort(), ["11K", "124K", "20K", "264K", "46K", "691K"]);
    assert.equal(grid.length, 24);
    for (const one of trained) {
      const { facets } = runOf(one);
      assert.deepEqual(
        [facets.get("mix"), facets.get("init"), facets.get("size")],
        [one.mix, one.init, one.size],
        one.path,
      );
    }
  });

  it("merges the runs that were killed, and knows the run that diverged", () => {
    const killed = trained.filter((one) => one.killed_at !== null);
    assert.deepEqual(killed.map(({ logger }) => logger).sort(), ["jsonl", "tensorboard", "wandb"]);
    for (const one of trained) assert.equal(runOf(one).restarts, one.killed_at === null ? 0 : 1, one.path);
    const diverged = trained.filter((one) => one.experiment === "stability").filter((one) => divergence(runOf(one)));
    assert.deepEqual(
      diverged.map(({ path }) => path),
      ["stability/lr-2.0"],
    );
  });

  it("has twelve laws above 3e10 FLOPs, evenly in ln C: a straight line is nearly all there is to each", async function () {
    this.timeout(30_000);
    const program = openProgram();
    const flags = ["--law", "power", "--min-flops", "3e10", "--spacing", "log", "--bootstrap", "0", "--json"];
    const { code, out, error } = await program.run("fit", `${example}/grid`, ...flags);
    program.close();
    assert.equal(code, 0, error);
    const { fits } = JSON.parse(out) as {
      fits: { group: { mix: string; domain: string }; runs: number; r2: number }[];
    };
    assert.equal(new Set(fits.map(({ group }) => `${group.mix} ${group.domain}`)).size, 12);
    for (const { group, runs: count, r2 } of fits) {
      assert.equal(count, 6);
      assert.ok(r2 >= 0.98, `${group.mix} ${group.domain}: ${r2}`);
    }
  });

  it("has in its README the findings that the tool writes, word by word", async function () {
    this.timeout(60_000);
    const program = openProgram();
    const { code, out, error } = await program.run("observe", example, "--markdown");
    program.close();
    assert.equal(code, 0, error);
    const words = (text: string): string => text.replaceAll(/[*_]/g, "").replaceAll(/\s+/g, " ").trim();
    const [, said = ""] = out.split("## Observations");
    const [, findings = ""] = readFileSync(join(example, "README.md"), "utf8").split("<!-- findings -->");
    assert.equal(words(findings), words(said));
  });

  it("is under 8 MB, and names no machine", () => {
    const all = files();
    const bytes = all.reduce((sum, path) => sum + statSync(path).size, 0);
    assert.ok(bytes < 8e6, String(bytes));
    for (const path of all) {
      const text = readFileSync(path, "latin1");
      for (const word of ["/root/", "/home/", "/tmp/", "/work/", "site-packages/"])
        assert.ok(!text.includes(word) || path.startsWith(join(example, "train")), `${word} in ${path}`);
    }
  });

  it("pins what trains it, and its scripts parse", function () {
    const pinned = readFileSync(join(example, "train/requirements.txt"), "utf8").trim().split("\n");
    for (const line of pinned) assert.match(line, /^#|^[a-z]+==[\d.]+$/);
    const scripts = files().filter((path) => path.endsWith(".py"));
    assert.equal(scripts.length, 5);
    const parse = "import ast, sys\nfor path in sys.argv[1:]: ast.parse(open(path, encoding='utf8').read())";
    try {
      execFileSync("python3", ["-c", parse, ...scripts], { stdio: ["ignore", "ignore", "pipe"] });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      console.warn("SKIPPED: no python3 to parse the training scripts with");
      this.skip();
    }
  });
});
