import { strict as assert } from "node:assert";
import { openProgram, surfaceTable, type Program } from "./program";

interface Derived {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

interface Fit {
  readonly group: Readonly<Record<string, string>>;
  readonly coefficients: Readonly<Record<string, Derived>>;
  readonly range: Readonly<Record<string, readonly [number, number]>>;
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly differences: readonly {
    readonly with: Readonly<Record<string, string | number>>;
    readonly coefficient: string;
    readonly value: number;
    readonly p: number;
    readonly holm: number;
    readonly differs: boolean;
  }[];
  readonly influence: readonly { readonly title: string; readonly row?: number; readonly size: number }[] | null;
  readonly mix: {
    readonly status: string;
    readonly shares: Readonly<Record<string, Derived>>;
    readonly reason?: string;
  };
}

interface Report {
  readonly fits: readonly Fit[];
  readonly protocol: Readonly<Record<string, unknown>>;
}

describe("isoflop, what can be asked of the laws", () => {
  let program: Program;
  const ask = async (...args: readonly string[]): Promise<Report> => {
    const { code, out, error } = await program.run(...args, "--json");
    assert.equal(code, 0, error);
    return JSON.parse(out) as Report;
  };

  before(() => {
    program = openProgram();
  });
  after(() => {
    program.close();
  });

  it("counts C and N as it is told, says so, and refuses a formula it cannot read", async () => {
    const rows = [1e8, 2e8, 4e8, 8e8].map((N) => `${N},${0.7 * N},10000000000,${1.7 + 400 * N ** -0.3},12`);
    const table = program.file("counts.csv", ["params,params_no_embed,tokens,loss,n_layer", ...rows].join("\n"));
    const fit = (...args: readonly string[]) =>
      ask(
        "fit",
        table,
        "--metric",
        "loss",
        "--by",
        "none",
        "--points",
        "final",
        "--min-flops",
        "0",
        "--bootstrap",
        "0",
        ...args,
      );
    const plain = await fit();
    assert.deepEqual([plain.protocol["countN"], plain.protocol["countC"]], ["total", "6ND"]);
    assert.equal(plain.fits[0]!.range["C"]![0], 6e18);
    const bare = await fit("--count-n", "non-embedding");
    assert.equal(bare.protocol["countN"], "non-embedding");
    assert.ok(Math.abs(bare.fits[0]!.range["C"]![0] / 4.2e18 - 1) < 1e-12);
    const own = await fit("--count-c", "6*N*D + n_layer*D");
    assert.equal(own.protocol["countC"], "6*N*D + n_layer*D");
    assert.equal(own.fits[0]!.range["C"]![0], 6e18 + 12e10);
    const none = await program.run("fit", table, "--metric", "loss", "--count-c", "6*N*");
    assert.equal(none.code, 2);
    assert.match(none.error, /--count-c: .*\n {2}6\*N\*\n {6}\^/);
    assert.equal((await program.run("fit", table, "--metric", "loss", "--by", "none", "--count-n", "active")).code, 1);
  });

  it("gives Porian's fifteen exponents by weights, and keeps warm-ups in words apart", async () => {
    const pairs = "test/data/published/porian/optimal_pairs.csv";
    const weights = ["--weights", "1/n_star_std^2"];
    const { fits } = await ask(
      "fit",
      pairs,
      "--columns",
      "C=flops,L=n",
      "--points",
      "final",
      "--min-flops",
      "0",
      "--bootstrap",
      "0",
      ...weights,
    );
    assert.equal(fits.length, 15);
    const found = fits
      .filter(({ group }) => group["dataset"] === "rw")
      .map(({ coefficients }) => (-coefficients["b"]!.value).toFixed(4));
    for (const published of ["0.8353", "0.7065", "0.6020", "0.5715", "0.4969"])
      assert.ok(found.includes(published), published);
  });

  it("says whether groups differ, by Holm's p over all pairs", async () => {
    const wave = (i: number): number => 1 + 0.003 * Math.sin(7 * i) + 0.002 * Math.sin(23 * i);
    const rows = ["a", "b", "c"].flatMap((mix, m) =>
      Array.from({ length: 24 }, (_, i) => {
        const C = 1e18 * 1.5 ** i;
        return `${mix}${i},${mix},${1e8 * (i + 1)},${C},${40 * C ** -[0.05, 0.05, 0.06][m]! * wave(i + 24 * m)}`;
      }),
    );
    const table = program.file("mixes.csv", ["run_name,mix,params,flops,val_loss", ...rows].join("\n"));
    const { fits } = await ask(
      "fit",
      table,
      "--points",
      "final",
      "--min-flops",
      "0",
      "--by",
      "mix",
      "--bootstrap",
      "200",
      "--compare-groups",
    );
    const b = fits.flatMap(({ group, differences }) =>
      differences
        .filter(({ coefficient }) => coefficient === "b")
        .map((one) => ({ ...one, pair: `${group["mix"]} ${one.with["mix"]}` })),
    );
    assert.deepEqual(
      b.map(({ pair, differs }) => [pair, differs]),
      [
        ["a b", false],
        ["a c", true],
        ["b c", true],
      ],
    );
    for (const { p, holm } of b) assert.ok(holm >= p);
    assert.ok(Math.abs(b[1]!.value - 0.01) < 0.002);
  });

  it("finds the run, or the row, that moves a law most", async () => {
    const table = program.file(
      "surface.csv",
      surfaceTable(0.001).replace(/^(800000000,16000000000,)([\d.]+)/m, "$13.2"),
    );
    const fit = [
      "fit",
      table,
      "--metric",
      "loss",
      "--by",
      "none",
      "--points",
      "final",
      "--min-flops",
      "0",
      "--bootstrap",
      "0",
    ];
    const { influence } = (await ask(...fit, "--law", "chinchilla", "--influence", "row")).fits[0]!;
    assert.equal(influence?.length, 42);
    assert.equal(influence[0]!.row, 24);
    assert.ok(influence[0]!.size > 3 && influence[1]!.size < influence[0]!.size);
    assert.equal((await program.run(...fit, "--points", "frontier", "--influence", "row")).code, 1);
  });

  it("finds the mix of the lowest loss under a mixture law, its domains weighed", async () => {
    const pulls = { text: [-1, 0.2, 0.5], image: [0.2, -1, 0.5] };
    const rows: string[] = [];
    for (let a = 0; a <= 5; a++)
      for (let b = 0; a + b <= 5; b++) {
        const mix = [a / 5, b / 5, (5 - a - b) / 5];
        const loss = (pull: readonly number[]) => 2 + Math.exp(mix.reduce((sum, r, j) => sum + pull[j]! * r, 0));
        rows.push([...mix, loss(pulls.text), loss(pulls.image)].join());
      }
    const table = program.file("shares.csv", ["web,pictures,code,text_loss,image_loss", ...rows].join("\n"));
    const of = async (...args: readonly string[]) =>
      (await ask("mix", table, "--law", "mixture:web,pictures,code", "--by", "none", "--bootstrap", "0", ...args))
        .fits[0]!.mix.shares;
    const near = (shares: Fit["mix"]["shares"], wanted: Record<string, number>) => {
      for (const [name, share] of Object.entries(wanted))
        assert.ok(Math.abs(shares[name]!.value - share) < 1e-3, `${name} ${shares[name]!.value} is not ${share}`);
    };
    near(await of(), { web: 0.5, pictures: 0.5, code: 0 });
    near(await of("--weight", "text=3", "--weight", "image=1"), {
      web: 0.5 + Math.log(3) / 2.4,
      pictures: 0.5 - Math.log(3) / 2.4,
    });
    near(await of("--weight", "text=1", "--share", "web=0..0.6"), { web: 0.6, pictures: 0.4, code: 0 });
    const formula = "c + exp(t1*web + t2*pictures + t3*code)";
    const typed = await ask(
      "mix",
      table,
      "--formula",
      formula,
      "--shares",
      "web,pictures,code",
      "--by",
      "none",
      "--bootstrap",
      "0",
    );
    near(typed.fits[0]!.mix.shares, { web: 0.5, pictures: 0.5, code: 0 });
    for (const args of [
      ["--law", "mixture:web,pictures,c"],
      ["--formula", formula],
      [],
      ["--law", "power"],
      ["--law", "mixture:web,pictures,code", "--weight", "sound=1"],
      ["--law", "mixture:web,pictures,code", "--share", "web=0.9..0.1"],
    ])
      assert.equal((await program.run("mix", table, "--by", "none", ...args)).code, 2, args.join(" "));
  });
});
