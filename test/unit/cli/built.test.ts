import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { buildSync } from "esbuild";

/** The one test that starts a process: what binds the program to it. */
describe("the built command line", () => {
  let folder = "";
  const run = (...args: readonly string[]) =>
    spawnSync(execPath, [join(folder, "dist/cli.mjs"), ...args], { encoding: "utf8", cwd: folder });

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "isoflop-cli-"));
    const js = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
    const how = { bundle: true, platform: "node", format: "esm", target: "node20", banner: { js } } as const;
    buildSync({ entryPoints: ["src/cli/main.ts"], outfile: join(folder, "dist/cli.mjs"), ...how });
    writeFileSync(join(folder, "package.json"), '{"version":"1.2.3","type":"module"}');
    writeFileSync(join(folder, "metrics.jsonl"), '{"step":1,"loss":3}\n{"step":2,"loss":2.5}\n');
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("reads its arguments, writes to both outputs and exits with the code", () => {
    assert.deepEqual([run("--version").stdout, run("--version").status], ["1.2.3\n", 0]);
    const runs = run("runs", "metrics.jsonl", "--json");
    assert.equal(runs.status, 0, runs.stderr);
    assert.equal((JSON.parse(runs.stdout) as { runs: unknown[] }).runs.length, 1);
    const gone = run("runs", "gone");
    assert.deepEqual([gone.status, gone.stdout], [1, ""]);
    assert.match(gone.stderr, /^isoflop: gone: no such file or folder$/m);
    assert.equal(run("guess").status, 2);
  });
});
