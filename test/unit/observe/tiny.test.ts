import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { isoflop } from "../cli/program";
import { near, number, observe, ols, type Said } from "./hand";

/** What the training itself kept of each run, beside what its loggers wrote. */
const trained = JSON.parse(readFileSync("test/unit/examples/tiny-study.expected.json", "utf8")) as Record<
  string,
  string | number
>[];
const mixes = ["45-45-10", "40-20-40", "30-30-40", "20-40-40"];

describe("observations made again by hand, tiny-study", () => {
  const own = ["image-caption", "code", "text"];
  const last = (path: string, domain: string): number => {
    const found = trained.find((one) => one["path"] === path);
    assert.ok(found, `${path} among ${trained.map((one) => String(one["path"])).join(" ")}`);
    return Number(found[`eval/${domain}/loss`]);
  };
  const grid = (mix: string): number[][] =>
    own.map((domain) =>
      ["11K", "20K", "46K", "124K", "264K", "691K"].map((size) => {
        const found = trained.find((one) => one["experiment"] === "grid" && one["mix"] === mix && one["size"] === size);
        return Math.log(Number(found?.[`eval/${domain}/loss`]));
      }),
    );
  const losses = new Map(mixes.map((mix) => [mix, grid(mix)]));
  let said: Said[] = [];
  before(async function () {
    this.timeout(60_000);
    said = await observe("examples/tiny-study", "--bootstrap", "0");
  });

  it("more of a domain, of the four mixes of the grid alone", () => {
    own.forEach((domain, d) => {
      const effects = mixes.map((mix) => {
        const each = losses.get(mix)?.[d] ?? [];
        const mean = each.map(
          (_, s) => mixes.reduce((sum, other) => sum + (losses.get(other)?.[d]?.[s] ?? NaN), 0) / 4,
        );
        return each.reduce((sum, v, s) => sum + v - (mean[s] ?? NaN), 0) / each.length;
      });
      const { slope } = ols(
        mixes.map((mix) => Number(mix.split("-")[d])),
        effects,
      );
      near(10 * slope, number(said, "share", `change of ln L for 10 points more, ${domain}`), 1e-5, domain);
    });
  });

  it("seeds: two configurations, and the mixes beside them in the median size", () => {
    const configurations = [
      trained.filter(
        (one) =>
          one["size"] === "46K" && one["mix"] === "40-20-40" && ["grid", "seeds"].includes(String(one["experiment"])),
      ),
      trained.filter(
        (one) =>
          one["size"] === "124K" &&
          one["mix"] === "40-20-40" &&
          (one["experiment"] === "grid" || one["path"] === "inits/from-scratch/124K"),
      ),
    ];
    assert.deepEqual(
      configurations.map(({ length }) => length),
      [4, 2],
    );
    assert.match(
      said.find(({ id }) => id === "seeds")?.sentence ?? "",
      /^6 runs of 2 configurations \((4 of 46K and 2 of 124K|2 of 124K and 4 of 46K)\)/,
    );
    own.forEach((domain, d) => {
      let squares = 0;
      for (const runs of configurations) {
        const logs = runs.map((one) => Math.log(Number(one[`eval/${domain}/loss`])));
        const mean = logs.reduce((a, b) => a + b, 0) / logs.length;
        squares += logs.reduce((sum, v) => sum + (v - mean) ** 2, 0);
      }
      const spread = Math.sqrt(squares / 4);
      near(spread, number(said, "seeds", `standard deviation of ln L between seeds, ${domain}`), 1e-6, domain);
      const ratios = [0, 1, 2, 3, 4, 5]
        .map((s) => mixes.map((mix) => losses.get(mix)?.[d]?.[s] ?? NaN))
        .map((each) => (Math.max(...each) - Math.min(...each)) / spread)
        .sort((a, b) => a - b);
      const label = `difference of ln L between mixes over that, median of the sizes (least … most), ${domain}`;
      near(((ratios[2] ?? NaN) + (ratios[3] ?? NaN)) / 2, number(said, "seeds", label), 1e-3, domain);
    });
  });

  it("what a start from text, and a cosine, are worth at the end", () => {
    for (const domain of own) {
      const inits = ["46K", "124K"].map(
        (size) => last(`inits/from-text/${size}`, domain) - last(`inits/from-scratch/${size}`, domain),
      );
      near(
        (inits[0] ?? 0) / 2 + (inits[1] ?? 0) / 2,
        number(said, "pair init end", `from-text less from-scratch at 3.07M, ${domain}`),
        1e-5,
        domain,
      );
      const cosines = ["20K", "46K", "124K"].map(
        (size) => last(`cosine/${size}`, domain) - last(`grid/40-20-40/${size}`, domain),
      );
      near(
        cosines.reduce((a, b) => a + b, 0) / 3,
        number(said, "pair schedule end", `cosine less constant at 3.07M, ${domain}`),
        1e-5,
        domain,
      );
    }
  });

  it("the hold-out of observe is that of fit, and its count is of its own numbers", async function () {
    this.timeout(60_000);
    const path = "examples/tiny-study/grid";
    const power = ["--law", "power", "--points", "frontier", "--min-flops", "1e10", "--bootstrap", "400"];
    const found = (await observe(path, ...power)).find(({ id }) => id === "held-out");
    const { out } = await isoflop(["fit", path, ...power, "--hold-out", "size=largest", "--json"]);
    const { fits } = JSON.parse(out) as {
      fits: { heldOut: { runs: { inside: boolean; predicted: { value: number } }[] } }[];
    };
    const runs = fits.flatMap(({ heldOut }) => heldOut.runs);
    const inside = runs.filter((run) => run.inside).length;
    assert.match(
      found?.sentence ?? "",
      new RegExp(`; ${inside} of ${runs.length} lie in the 95 % interval of a new run\\.$`),
    );
    const predicted = found?.numbers.filter(({ label }) => label.startsWith("predicted")).map(({ value }) => value);
    const ordered = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
    assert.deepEqual(ordered(predicted ?? []), ordered(runs.map((run) => run.predicted.value)));
  });
});
