import { strict as assert } from "node:assert";
import { openProgram, surfaceTable, type Program } from "./program";

interface Report {
  readonly fits: readonly {
    readonly law: string;
    readonly status: string;
    readonly points: number;
    readonly coefficients: Readonly<Record<string, { readonly value: number; readonly low: number | null }>>;
    readonly objective: { readonly id: string; readonly value: number };
  }[];
  readonly protocol: Readonly<Record<string, unknown>>;
}

describe("isoflop fit, laws and protocols", () => {
  let program: Program;
  let table = "";
  const standard = ["--metric", "loss", "--by", "none", "--bootstrap", "0"];
  const fit = async (...args: readonly string[]): Promise<Report> => {
    const { code, out, error } = await program.run("fit", table, ...standard, ...args, "--json");
    assert.equal(code, 0, error);
    return JSON.parse(out) as Report;
  };
  const near = (report: Report, wanted: Readonly<Record<string, number>>, relative = 1e-6) => {
    for (const [id, value] of Object.entries(wanted)) {
      const found = report.fits[0]?.coefficients[id]?.value ?? NaN;
      assert.ok(Math.abs(found / value - 1) < relative, `${id} is ${found}, not ${value}`);
    }
  };

  before(() => {
    program = openProgram();
    table = program.file("surface.csv", surfaceTable());
  });
  after(() => {
    program.close();
  });

  it("takes a paper's choices by its name, less what is said beside it", async () => {
    const report = await fit("--protocol", "hoffmann-3", "--objective", "lad");
    assert.equal(report.protocol["preset"], "hoffmann-3");
    assert.equal(report.protocol["points"], "final");
    assert.equal(report.protocol["minFlops"], 0);
    assert.equal(report.fits[0]?.objective.id, "lad");
    near(report, { E: 1.69, A: 406.4, B: 410.7, alpha: 0.34, beta: 0.28 });
  });

  it("fits a typed formula, with its bounds and starts", async () => {
    const formula = "E + A*N^-alpha + B*D^-beta";
    const args = ["--formula", formula, "--points", "final", "--bound", "alpha=0..2", "--start", "beta=0.3"];
    near(await fit(...args), { E: 1.69, A: 406.4, B: 410.7, alpha: 0.34, beta: 0.28 });
    const bound = await fit(...args, "--bound", "E>=1.8");
    assert.equal(bound.fits[0]?.coefficients["E"]?.value, 1.8);
  });

  it("takes names of a formula that the runs know for their columns", async () => {
    const formula = "E + A*N^-alpha + B*D^-beta + g*(1 - mix_code)";
    const args = ["fit", table, "--metric", "loss_code", "--by", "none", "--points", "final", "--bootstrap", "0"];
    const { code, out, error } = await program.run(...args, "--formula", formula, "--json");
    assert.equal(code, 0, error);
    const report = JSON.parse(out) as Report;
    assert.deepEqual(Object.keys(report.fits[0]?.coefficients ?? {}), ["E", "A", "alpha", "B", "beta", "g"]);
    near(report, { E: 1.69, g: 0.4, alpha: 0.34, beta: 0.28 });
  });

  it("prints coefficients to seven digits where they are too many for a line", async () => {
    const { out } = await program.run("fit", table, ...standard, "--protocol", "hoffmann-3");
    assert.match(out, /\nA +406\.4 +prefactor of parameters/);
    assert.match(out, /after Hoffmann et al\. 2022, approach 3 \(arXiv 2203\.15556/);
  });

  it("leaves out the highest losses when told to", async () => {
    assert.equal((await fit("--law", "chinchilla", "--points", "final", "--drop-highest", "5")).fits[0]?.points, 37);
  });

  it("exits with 2 for what there is not, with a caret under a mistake in a formula", async () => {
    const bad: readonly (readonly [RegExp, ...string[]])[] = [
      [/there is no protocol "guess"; there is\n {2}kaplan .*\n(?:.*\n)* {2}besiroglu/, "--protocol", "guess"],
      [/--law: expected one of power, .*mixture:SHARE,SHARE.*, not "line"/, "--law", "line"],
      [/--law mixture:web: no run has a number "web"; there is .*mix_code/, "--law", "mixture:web"],
      [/“\)” is missing before the end\n {2}E \+ A\*\(N\^-a\n {13}\^\n/, "--formula", "E + A*(N^-a"],
      [/“\$” has no meaning in a formula\n {2}E \+ \$A\n {6}\^\n/, "--formula", "E + $A"],
      [/after where: .*\n {2}E \+ A\*N\^-a where a ~ 3\n/, "--formula", "E + A*N^-a", "--bound", "a ~ 3"],
      [/no coefficient of the formula/, "--formula", "E + A*N^-a", "--start", "z=3"],
      [/none of E, A is a column; there are N, D, C, step, x/, "--formula", "E + A"],
      [/M is no column; there are N, D, C, step, x, .*mix_code/, "--formula", "E + A*N^-a + B*M^-b"],
      [/--law and --formula exclude each other/, "--formula", "E", "--law", "power"],
      [/--bound and --start: after where/, "--bound", "a=0.."],
    ];
    for (const [message, ...args] of bad) {
      const { code, out, error } = await program.run("fit", table, ...args);
      assert.equal(code, 2, `${args.join(" ")}: ${error}`);
      assert.match(error, message);
      assert.equal(out, "");
    }
  });

  it("gives Besiroglu et al.'s coefficients under their name", async () => {
    const path = "test/data/published/besiroglu/points.csv";
    const columns = "N=Model Size,C=Training FLOP,L=loss";
    const args = ["fit", path, "--columns", columns, "--protocol", "besiroglu", "--bootstrap", "0", "--json"];
    const report = JSON.parse((await program.run(...args)).out) as Report;
    assert.equal(report.fits[0]?.points, 240);
    near(report, { A: 477.826, B: 2143.42, E: 1.817218, alpha: 0.34731, beta: 0.367172 }, 1e-5);
    assert.ok(report.fits[0].objective.value <= 0.00101827403);
  });
});
