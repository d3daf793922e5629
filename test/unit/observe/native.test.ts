import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { withFindings } from "../../bench/fit/findings";
import { between, law, near, number, observe, type Curve, type Line, type Said } from "./hand";

const native = "examples/native-multimodal";
const domains = ["image-caption", "interleaved", "text"];
const mixes = ["45-45-10", "40-20-40", "30-30-40", "20-40-40"];
const minC = 3e19;
const flags = [
  ...["--law", "power", "--points", "frontier", "--frontier", "hull", "--spacing", "linear", "--samples", "1000"],
  ...["--objective", "log-mse", "--min-flops", String(minC), "--bootstrap", "200"],
];

function rowsOf(folder: string): Record<string, number>[] {
  const lines = readFileSync(join(folder, "metrics.jsonl"), "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Record<string, number>).filter((row) => "eval/text/loss" in row);
}

function curves(mix: string): Curve[] {
  return readdirSync(join(native, "data-mix", mix)).map((size) => {
    const rows = rowsOf(join(native, "data-mix", mix, size));
    const config = readFileSync(join(native, "data-mix", mix, size, "config.json"), "utf8");
    const N = Number(/"n_params"\s*:\s*([\d.e+]+)/.exec(config)?.[1] ?? parseFloat(size) * 1e9);
    const loss = Object.fromEntries(domains.map((d) => [d, rows.map((row) => row[`eval/${d}/loss`] ?? NaN)]));
    return { mix, N, C: rows.map((row) => row["flops"] ?? 6 * N * (row["tokens"] ?? NaN)), loss };
  });
}

describe("observations made again by hand, native-multimodal", () => {
  let said: Said[] = [];
  const laws = new Map<string, Line>();
  before(async function () {
    this.timeout(60_000);
    if (!existsSync(native)) this.skip();
    said = await observe(native, ...flags);
    for (const mix of mixes)
      for (const domain of domains) laws.set(`${mix}, ${domain}`, law(curves(mix), domain, minC));
  });

  it("exponents, losses at the largest C, R² and bends of twelve laws", () => {
    const top = Math.min(...[...laws.values()].map(({ x }) => x.at(-1) ?? NaN));
    const at = said.find(({ id }) => id === "lowest")?.numbers[0]?.label.split(",")[0] ?? "";
    for (const [name, { x, y, slope, intercept, r2 }] of laws) {
      near(-slope, number(said, "domains", `b, ${name}`), 1e-6, `b, ${name}`);
      near(r2, number(said, "quality", `R², ${name}`), 1e-4, `R², ${name}`);
      near(Math.exp(intercept + slope * top), number(said, "lowest", `${at}, ${name}`), 1e-4, name);
      const off = y.map((v, i) => Math.exp(v - intercept - slope * (x[i] ?? NaN)) - 1);
      near(off[0] ?? NaN, number(said, "bends", `L/L̂ − 1 at the low end, ${name}`), 1e-5, name);
      near(Math.min(...off), number(said, "bends", `L/L̂ − 1 at its lowest between, ${name}`), 1e-5, name);
      near(off.at(-1) ?? NaN, number(said, "bends", `L/L̂ − 1 at the high end, ${name}`), 1e-5, name);
    }
  });

  it("the largest size held out, and the tokens a parameter at the end", () => {
    for (const mix of mixes) {
      const own = curves(mix).sort((a, b) => a.N - b.N);
      const last = own.at(-1);
      assert.ok(last);
      for (const domain of domains) {
        const { slope, intercept } = law(own.slice(0, -1), domain, minC);
        const C = last.C.at(-1) ?? NaN;
        const name = `${mix}, ${domain}`;
        near(
          Math.exp(intercept + slope * Math.log(C)),
          number(said, "held-out", `predicted by the law, ${name}`),
          1e-4,
          name,
        );
        near(last.loss[domain]?.at(-1) ?? NaN, number(said, "held-out", `last loss of the run, ${name}`), 1e-9, name);
      }
    }
  });

  it("late and early init: gaps, who is below all along, and where the losses fall most", () => {
    const [late, early] = ["late-init", "early-init"].map((init) => rowsOf(join(native, "late-vs-early", init)));
    assert.ok(late && early);
    const read = (rows: readonly Record<string, number>[], domain: string, D: number): number =>
      Math.exp(
        between(
          rows.map((row) => row["tokens"] ?? NaN),
          rows.map((row) => row[`eval/${domain}/loss`] ?? NaN),
          D,
        ),
      );
    const end = Math.min(...[late, early].map((rows) => rows.at(-1)?.["tokens"] ?? NaN));
    for (const domain of domains) {
      const gap = (D: number): number => read(late, domain, D) - read(early, domain, D);
      near(gap(end), number(said, "pair init end", `late-init less early-init at 1T, ${domain}`), 5e-4, domain);
      near(gap(end / 10), number(said, "pair init way", `late-init less early-init at 100B, ${domain}`), 5e-4, domain);
      const below = late.filter((row) => gap(row["tokens"] ?? NaN) < 0).length;
      assert.ok(domain === "image-caption" ? below === late.length : below === late.length - 1, `${domain} ${below}`);
      for (const [init, rows] of [
        ["late-init", late],
        ["early-init", early],
      ] as const) {
        const [first, then] = [
          read(rows, domain, end / 10) - read(rows, domain, 0.4 * end),
          read(rows, domain, 0.4 * end) - read(rows, domain, end),
        ];
        near(first, number(said, "slowing", `drop from 100B to 400B, ${init}, ${domain}`), 1e-3, domain);
        near(then, number(said, "slowing", `drop from 400B to 1T, ${init}, ${domain}`), 1e-3, domain);
        assert.ok(first / 0.3 > then / 0.6, `${init} ${domain}`);
      }
    }
    const along = said.find(({ id }) => id === "pair init along")?.sentence ?? "";
    assert.match(
      along,
      /^Late-init lies below early-init at each .* in image-caption; in interleaved and text at all but one/,
    );
  });

  it("which domain is the highest and which the lowest", () => {
    const folders = [
      ...mixes.flatMap((mix) =>
        readdirSync(join(native, "data-mix", mix)).map((size) => join(native, "data-mix", mix, size)),
      ),
      ...["late-init", "early-init"].map((init) => join(native, "late-vs-early", init)),
    ];
    const ends = folders.map((folder) => domains.map((d) => rowsOf(folder).at(-1)?.[`eval/${d}/loss`] ?? NaN));
    const text = ends.map(([, , own = NaN]) => own);
    assert.ok(ends.every((own) => Math.max(...own) === own[2]));
    const lowest = ends.filter((own) => Math.min(...own) === own[0]).length;
    const sentence = said.find(({ id }) => id === "levels")?.sentence ?? "";
    assert.match(
      sentence,
      new RegExp(
        `highest on text .* all ${ends.length} runs and lowest on image-caption .* in ${lowest} of ${ends.length} runs`,
      ),
    );
    near(Math.max(...text), number(said, "levels", "highest last loss of a run, text"), 1e-9, "text");
  });

  it("stand in the README, word by word", async function () {
    this.timeout(60_000);
    const words = (text: string): string => text.replaceAll(/[*_]/g, "").replaceAll(/\s+/g, " ").trim();
    assert.equal(words(readFileSync(join(native, "README.md"), "utf8")), words(await withFindings(native)));
  });
});
