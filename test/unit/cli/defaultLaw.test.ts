import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { normal, random } from "../../../src/core/stats/random";
import { openProgram, type Program } from "./program";

interface Row {
  readonly run: string;
  readonly N: number;
  readonly D: number;
  readonly lr: number;
  readonly loss: number;
}
interface Answer {
  readonly fits: readonly {
    readonly law: string;
    readonly coefficients: Readonly<
      Record<string, { readonly value: number; readonly low: number; readonly high: number }>
    >;
    readonly predictions?: readonly {
      readonly loss: { readonly value: number; readonly low: number; readonly high: number };
    }[];
  }[];
}

/** A table of last losses: five sizes at four lengths, each at three rates, of which the middle one is best. */
function table(): Row[] {
  const draw = normal(random(11));
  return [1e8, 2e8, 4e8, 8e8, 1.6e9].flatMap((N) =>
    [5, 10, 20, 40].flatMap((ratio) => {
      const own = Math.exp(0.001 * draw());
      return [1, 2, 3].map((k) => {
        const D = ratio * N;
        const loss = (1.8 + 400 * N ** -0.34 + 600 * D ** -0.3) * own * (k === 2 ? 1 : 1.03);
        return { run: `${N}-${ratio}-${k}`, N, D, lr: k * 1e-3, loss };
      });
    }),
  );
}

describe("the default law by the command line", () => {
  let program: Program;
  let folder: string;
  before(() => {
    program = openProgram();
    folder = mkdtempSync(join(tmpdir(), "isoflop-default-"));
  });
  after(() => {
    program.close();
    rmSync(folder, { recursive: true, force: true });
  });

  let count = 0;
  async function fit(rows: readonly Row[], { flops = 1, loss = 1, study = {} } = {}): Promise<Answer["fits"][number]> {
    const place = join(folder, `${count++}`);
    mkdirSync(place);
    const lines = rows.map((row) =>
      [row.run, row.N, row.D, 6 * row.N * row.D * flops, row.lr, row.loss * loss].join(","),
    );
    writeFileSync(join(place, "results.csv"), ["run,N,D,C,lr,loss", ...lines, ""].join("\n"));
    writeFileSync(join(place, "isoflop.json"), JSON.stringify(study));
    const target = `C=${1e23 * flops}`;
    const columns = "run=run,N=N,D=D,C=C,L=loss";
    const asked = ["fit", place, "--columns", columns, "--by", "none", "--target", target, "--json"];
    const { code, out, error } = await program.run(...asked);
    assert.equal(code, 0, error);
    const { fits } = JSON.parse(out) as Answer;
    assert.equal(fits.length, 1);
    return fits[0]!;
  }

  const close = (a: number | undefined, b: number | undefined, what: string): void => {
    assert.ok(Math.abs((a ?? NaN) / (b ?? NaN) - 1) < 1e-6, `${what}: ${a ?? NaN}, ${b ?? NaN}`);
  };
  function same(a: Answer["fits"][number], b: Answer["fits"][number]): void {
    assert.equal(a.law, b.law);
    for (const [id, { value, low, high }] of Object.entries(a.coefficients)) {
      close(value, b.coefficients[id]?.value, id);
      if (low > 0) close(low, b.coefficients[id]?.low, `low of ${id}`);
      close(high, b.coefficients[id]?.high, `high of ${id}`);
    }
  }

  it("is the same whatever the order of rows, a sweep's up or down", async () => {
    const rows = table();
    const usual = await fit(rows);
    same(usual, await fit([...rows].reverse()));
    same(usual, await fit([...rows].sort((a, b) => a.lr - b.lr)));
    same(usual, await fit([...rows].sort((a, b) => b.lr - a.lr)));
    const uniform = random(3);
    const mixed = rows.map((row) => ({ row, at: uniform() })).sort((a, b) => a.at - b.at);
    same(usual, await fit(mixed.map(({ row }) => row)));
    same(usual, await fit(rows.filter(({ lr }) => lr === 2e-3)));
  });

  it("does not depend on the unit of C, or of the loss", async () => {
    const rows = table();
    const usual = await fit(rows);
    same(usual, await fit(rows, { flops: 1000 }));
    same(usual, await fit(rows, { loss: 1 / Math.LN2, study: { metrics: { loss: { unit: "bits/token" } } } }));
  });

  it("is another where a study's own file names one, and the command line goes before that", async () => {
    const rows = table();
    assert.equal((await fit(rows, { study: { protocol: { law: "power-floor" } } })).law, "power-floor");
    const place = join(folder, `${count - 1}`);
    const { out, code } = await program.run(
      "fit",
      place,
      "--columns",
      "run=run,N=N,D=D,C=C,L=loss",
      "--law",
      "power",
      "--json",
    );
    assert.equal(code, 0);
    assert.equal((JSON.parse(out) as Answer).fits[0]?.law, "power");
    const wrong = await program.run("fit", place, "--columns", "run=run,N=N,D=D,C=C,L=loss", "--samples", "500");
    assert.equal(wrong.code, 0, wrong.error);
  });
});
