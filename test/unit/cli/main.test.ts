import { strict as assert } from "node:assert";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { isoflop as isoflopIn, openProgram, type Program } from "./program";

const example = "examples/native-multimodal";

/** The twelve published laws, Shukor et al. 2025 (arXiv 2504.07951). */
const published: Readonly<Record<string, Readonly<Record<string, readonly [a: number, b: number]>>>> = {
  "45-45-10": { "image-caption": [47.97, 0.061], interleaved: [25.114, 0.0458], text: [22.709, 0.042] },
  "40-20-40": { "image-caption": [49.477, 0.061], interleaved: [22.112, 0.043], text: [21.352, 0.042] },
  "30-30-40": { "image-caption": [39.518, 0.056], interleaved: [22.111, 0.043], text: [20.257, 0.041] },
  "20-40-40": { "image-caption": [46.216, 0.0589], interleaved: [23.888, 0.045], text: [22.15, 0.0425] },
};

interface Run {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly facts: Readonly<Record<string, { readonly value: number; readonly from: string; readonly kind: string }>>;
  readonly facets: Readonly<Record<string, string>>;
  readonly series: readonly Readonly<Record<string, unknown>>[];
  readonly problems: readonly { readonly file: string; readonly line: number | null; readonly message: string }[];
}

interface Fit {
  readonly group: Readonly<Record<string, string>>;
  readonly status: string;
  readonly reason?: string;
  readonly coefficients: Readonly<
    Record<string, { readonly value: number; readonly low: number; readonly high: number }>
  >;
  readonly r2: number;
}

describe("isoflop", () => {
  let program: Program;
  const isoflop = (...args: readonly string[]) => program.run(...args);

  before(() => {
    program = openProgram();
  });
  after(() => {
    program.close();
  });

  it("fits the twelve published laws of the example", async () => {
    const { code, out, error } = await isoflop("fit", example, "--json", "--bootstrap", "0");
    assert.equal(code, 0, error);
    const { fits, protocol } = JSON.parse(out) as { fits: Fit[]; protocol: Record<string, unknown> };
    assert.equal(protocol["points"], "frontier");
    assert.equal(protocol["spacing"], "linear");
    for (const [mix, laws] of Object.entries(published)) {
      for (const [domain, [a, b]] of Object.entries(laws)) {
        const found = fits.filter(({ group }) => group["mix"] === mix && group["domain"] === domain);
        assert.equal(found.length, 1, `${mix} ${domain}: one law`);
        const { coefficients, r2 } = found[0]!;
        assert.ok(Math.abs(coefficients["b"]!.value - b) <= 0.001, `${mix} ${domain}: b ${coefficients["b"]!.value}`);
        assert.ok(
          Math.abs(coefficients["a"]!.value / a - 1) <= 0.03,
          `${mix} ${domain}: a ${coefficients["a"]!.value}`,
        );
        assert.ok(r2 > 0.985, `${mix} ${domain}: R² ${r2}`);
      }
    }
    for (const { group, status } of fits) if (group["mix"] === undefined) assert.equal(status, "not-fitted");
  });

  it("lists the example's runs with what is known of each", async () => {
    const { runs, problems } = JSON.parse((await isoflop("runs", example, "--json")).out) as {
      runs: Run[];
      problems: unknown[];
    };
    assert.equal(runs.length, 26);
    assert.deepEqual(problems, []);
    assert.deepEqual([...new Set(runs.flatMap((run) => run.problems))], []);
    const run = runs.find(({ id }) => id.includes("45-45-10") && id.includes("3.354B"))!;
    const { params, tokens, flops } = run.facts;
    assert.equal(params?.value, 3.354e9);
    assert.equal(params.from, "config");
    assert.equal(tokens?.value, 496918069248);
    assert.equal(tokens.from, "logged");
    assert.equal(flops?.value, 6 * 3.354e9 * 496918069248);
    assert.equal(run.facets["mix"], "45-45-10");
    const text = run.series.find(({ key }) => key === "eval/text/loss")!;
    assert.deepEqual(
      Object.keys(text),
      "key role domain quantity unit points firstStep lastStep first last min".split(" "),
    );
    assert.equal(text["points"], 48);
    assert.equal(text["lastStep"], 236949);
    assert.equal(text["domain"], "text");
  });

  it("prints tables for people, without colours where there is no terminal", async () => {
    for (const command of ["runs", "fit"]) {
      const { code, out, error } = await isoflop(command, example);
      assert.equal(code, 0, error);
      assert.ok(!out.includes("\x1b"));
      assert.ok(out.includes("45-45-10"));
    }
  });

  it("takes paths from its working folder, and is set for a terminal only where NO_COLOR allows", async () => {
    program.file("here/metrics.jsonl", '{"step":1,"loss":3}\nnot json\n');
    const io = { cwd: join(program.folder, "here"), isTty: true };
    const { code, out, error } = await isoflopIn(["runs", "."], io);
    assert.equal(code, 0, error);
    assert.match(out, /^metrics\.jsonl:2: /m);
    assert.ok(out.includes("\x1b[2m"));
    const plain = await isoflopIn(["runs", "."], { ...io, env: { NO_COLOR: "1" } });
    assert.ok(!plain.out.includes("\x1b"));
  });

  it("keeps only the runs that --where holds for", async () => {
    const list = async (where: string) =>
      (JSON.parse((await isoflop("runs", example, "--json", "--where", where)).out) as { runs: Run[] }).runs.length;
    assert.equal(await list("mix=45-45-10 && N<1B"), 3);
    assert.equal(await list("init=late-init || init=early-init"), 2);
    assert.equal(await list("C>=9e21"), 6);
    const { code, error } = await isoflop("runs", example, "--where", "colour=red");
    assert.equal(code, 2);
    assert.match(error, /no run has "colour"/);
  });

  it("gives every value of a series", async () => {
    const args = ["series", example, "--run", "late-init", "--metric", "eval/text/loss", "--json"];
    const { code, out, error } = await isoflop(...args);
    assert.equal(code, 0, error);
    const { step, value, tokens } = JSON.parse(out) as Record<string, number[]>;
    assert.equal(value!.length, step!.length);
    assert.equal(value![tokens!.indexOf(1e11)], 2.79);
    assert.equal(value![tokens!.indexOf(1e12)], 2.74);
  });

  it("reads a table whose columns it is told", async () => {
    const rows = [1, 2, 4, 8, 16].map((n) => `r${n},${n}e8,${n}e18,${3 / n ** 0.1}`).join("\n");
    const path = program.file("odd/points.csv", `what,how big,how much,how bad\n${rows}\n`);
    const columns = "run=what,N=how big,C=how much,L=how bad";
    const args = [
      "fit",
      path,
      "--columns",
      columns,
      "--law",
      "power",
      "--points",
      "final",
      "--bootstrap",
      "0",
      "--min-flops",
      "0",
      "--json",
    ];
    const { code, out, error } = await isoflop(...args);
    assert.equal(code, 0, error);
    const { fits } = JSON.parse(out) as { fits: Fit[] };
    assert.equal(fits.length, 1);
    assert.ok(Math.abs(fits[0]!.coefficients["b"]!.value - 0.1) < 1e-9);
  });

  it("names the line of what it could not read, and reads the rest", async () => {
    program.file(
      "torn/metrics.jsonl",
      '{"step":1,"loss":3}\nnot json\n{"step":2,"loss":NaN}\n{"step":3,"loss":2.5}\n{"step":4,"lo',
    );
    const { code, out } = await isoflop("runs", join(program.folder, "torn"), "--json");
    assert.equal(code, 0);
    const { runs } = JSON.parse(out) as { runs: Run[] };
    assert.equal(runs.length, 1);
    assert.ok(runs[0]!.problems.some(({ file: path, line }) => path.endsWith("metrics.jsonl") && line === 2));
    const loss = runs[0]!.series.find(({ key }) => key === "loss")!;
    assert.deepEqual([loss["points"], loss["first"], loss["last"], loss["min"]], [3, 3, 2.5, 2.5]);
  });

  it("says why a law cannot be fitted, in place of numbers", async () => {
    program.file("one/metrics.jsonl", '{"step":1,"tokens":1e9,"loss":3}\n');
    const { code, out } = await isoflop("fit", join(program.folder, "one"), "--json");
    assert.equal(code, 1);
    const [fit] = (JSON.parse(out) as { fits: Fit[] }).fits;
    assert.equal(fit?.status, "not-fitted");
    assert.ok((fit.reason ?? "").length > 10);
    assert.deepEqual(fit.coefficients, {});
    assert.equal(fit.r2, null);
  });

  it("exits with 1 for bad input", async () => {
    const gone = await isoflop("runs", join(program.folder, "gone"));
    assert.equal(gone.code, 1);
    assert.match(gone.error, /no such file or folder/);
    mkdirSync(join(program.folder, "empty"), { recursive: true });
    for (const command of ["runs", "fit"]) {
      const { code, out, error } = await isoflop(command, join(program.folder, "empty"), "--json");
      assert.equal(code, 1);
      assert.match(error, /no training runs/);
      if (command === "runs") assert.deepEqual(JSON.parse(out), { runs: [], problems: [] });
    }
  });

  it("exits with 2 for bad usage", async () => {
    const few = `${example}/late-vs-early`;
    const bad: readonly (readonly [RegExp, ...string[]])[] = [
      [/no command given/],
      [/no command "guess"/, "guess"],
      [/no path given/, "runs"],
      [/nope/, "runs", few, "--nope"],
      [/--law: expected one of auto, power/, "fit", few, "--law", "line"],
      [/--metric: no run has "x"; there is .*eval\/text\/loss/, "fit", few, "--metric", "x"],
      [/--by: no facet "x"; there is .*none/, "fit", few, "--by", "x"],
      [/--columns: no table has "x"; there is step, /, "runs", few, "--columns", "N=x"],
      [/--columns takes USE=COLUMN/, "runs", few, "--columns", "M=x"],
      [/--x: expected one of/, "fit", few, "--x", "time"],
      [/--min-flops: expected a number of FLOPs/, "fit", few, "--min-flops", "lots"],
      [/--objective/, "fit", few, "--objective", "best"],
      [/--json and --csv exclude each other/, "fit", few, "--json", "--csv"],
      [/series needs --run/, "series", few],
      [/no run is called/, "series", few, "--run", "x", "--metric", "y"],
    ];
    for (const [message, ...args] of bad) {
      const { code, out, error } = await isoflop(...args);
      assert.equal(code, 2, `${args.join(" ")}: ${error}`);
      assert.match(error, message);
      assert.equal(out, "");
    }
  });

  it("exports tables", async () => {
    const csv = (await isoflop("fit", example, "--where", "mix=45-45-10", "--bootstrap", "0", "--csv")).out
      .trim()
      .split("\n");
    assert.equal(csv.length, 4);
    assert.match(csv[0]!, /^.*law,status,a,a_low,a_high,b,b_low,b_high,r2,/);
    assert.match(
      (await isoflop("fit", `${example}/data-mix/45-45-10`, "--bootstrap", "0", "--markdown")).out,
      /^\| .*\n\| --- \|/,
    );
    assert.match(
      (await isoflop("fit", `${example}/data-mix/45-45-10`, "--bootstrap", "0", "--latex")).out,
      /\\begin\{tabular\}/,
    );
  });

  it("lists its formats and laws, and helps", async () => {
    const { laws } = JSON.parse((await isoflop("laws", "--json")).out) as { laws: { id: string; formula: string }[] };
    assert.equal(laws[0]?.formula, "L = a·x^(−b)");
    const { formats } = JSON.parse((await isoflop("formats", "--json")).out) as { formats: { id: string }[] };
    assert.ok(formats.some(({ id }) => id === "jsonl"));
    const { trainers } = JSON.parse((await isoflop("formats", "--trainers", "--json")).out) as {
      trainers: { id: string; source: { repository: string; date?: string } }[];
    };
    assert.ok(trainers.some(({ id, source }) => id === "megatron" && source.repository === "NVIDIA/Megatron-LM"));
    const listed = await isoflop("formats", "--trainers");
    for (const { id, source } of trainers)
      assert.ok(listed.out.includes(id) && listed.out.includes(source.repository), id);
    assert.match((await isoflop("--help")).out, /isoflop fit/);
    assert.match((await isoflop("fit", "--help")).out, /--min-flops/);
    assert.match((await isoflop("help", "runs")).out, /--where/);
  });
});
