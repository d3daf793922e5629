import assert from "node:assert/strict";
import type { Fact, Run, Scalar } from "../../../src/core/runs/run";
import type { FitChoices } from "../../../src/core/state/choices";
import { planFits } from "../../../src/core/state/fitting";
import { reduce } from "../../../src/core/state/reduce";
import { emptyState, type State } from "../../../src/core/state/state";
import { lineHover, pointHover, runHover } from "../../../src/core/views/hover";
import { panelView } from "../../../src/core/views/panel";
import type { HoverText } from "../../../src/core/views/views";
import { gridOf } from "./gridOf";
import { makeRun } from "../state/runs";

const key = "eval/text/loss";

/** Runs on a law without noise: N counts all parameters, `params_no_embed` those without the embedding, which is a different share of each. */
function study(lossAt: (run: { N: number; D: number; lr: number }) => number): Run[] {
  return [1e8, 4e8, 16e8, 64e8].flatMap((total, size) =>
    [1e-3, 3e-3].map((lr) => {
      const N = total * (0.6 + 0.1 * size);
      const tokens = Array.from({ length: 12 }, (_, i) => total * 2 ** i);
      const run = makeRun({
        name: `${total} ${lr}`,
        facets: { size: String(total), lr: String(lr) },
        params: total,
        tokens,
        losses: { [key]: tokens.map((D) => lossAt({ N, D, lr })) },
      });
      const config = new Map<string, Scalar>([
        ["params_no_embed", N],
        ["lr", lr],
      ]);
      return { ...run, config, rowAtLine: (_: string, line: number) => rowAt(run, line) };
    }),
  );
}

/** Line 1 of a log is its row 0. */
function rowAt(run: Run, line: number): ReturnType<Run["rowAtLine"]> {
  const value = run.series(key)?.value[line - 1];
  return value === undefined
    ? undefined
    : { step: line - 1, values: new Map([[key, value]]), places: new Map([[key, line - 1]]) };
}

function fitted(runs: readonly Run[], fit: Partial<FitChoices>): State {
  const found = reduce(emptyState, { type: "found", runs, files: runs.length, problems: [] });
  const chosen = reduce(found, {
    type: "chose",
    patch: { tab: "scaling", fit: { points: "all", minFlops: 0, bootstrap: 0, by: [], ...fit } },
  });
  const plan = planFits(chosen.runs, chosen.choices.fit, undefined);
  return reduce(chosen, { type: "fitted", fits: plan.finish(plan.groups.map((_, i) => plan.fit(i, () => false))) });
}

const told = (hover: HoverText | undefined, label: string): string | undefined =>
  hover?.rows.find((row) => row.label === label)?.text;

/** Every way to hover over every row of every run finds the law's own loss there. */
function assertOnTheLaw(state: State): void {
  const [group] = state.fits?.groups ?? [];
  const fit = group?.result.fit;
  assert.ok(fit?.status === "fitted", fit?.status === "not-fitted" ? fit.reason : "no group");
  assert.ok(fit.r2 > 1 - 1e-9, `R² = ${fit.r2}`);
  const [chart] = gridOf(panelView(state, 1)).charts;
  for (const run of state.runs) {
    const line = chart?.lines.find((one) => one.id === run.id);
    assert.equal(line?.x.length, 12, "no point is cut away");
    const series = run.series(key)!;
    for (let row = 0; row < 12; row++) {
      const drawn = pointHover(state, run.id, key, line.x[row]!);
      const logged = lineHover(state, run.files[0]!, row + 1);
      for (const hover of [drawn, logged, ...(row === 11 ? [runHover(state, run)] : [])]) {
        assert.match(told(hover, "Residual") ?? "none", /^[+−]0\.00 %$/, `${run.name}, row ${row}`);
        assert.equal(told(hover, "CE text"), series.value[row]!.toFixed(4));
        assert.equal(told(hover, "Step"), String(row));
      }
      assert.deepEqual(drawn?.rows, logged?.rows);
    }
  }
}

describe("a hover reads a row as the fit read it", () => {
  it("with N counted without the embedding", () => {
    const runs = study(({ N, D }) => 1.7 + 400 * N ** -0.34 + 410 * D ** -0.28);
    const state = fitted(runs, { law: "chinchilla", countN: "non-embedding" });
    assertOnTheLaw(state);
    assert.equal(told(runHover(state, runs[0]!), "Parameters N"), "60M non-embedding");
    assert.equal(told(runHover(state, runs[0]!), "N from"), "params_no_embed");
  });

  it("under a law that reads a setting", () => {
    const runs = study(({ D, lr }) => 1.7 + 410 * D ** -0.28 + 30 * lr);
    assertOnTheLaw(fitted(runs, { law: "formula:lr:E + A*D^-alpha + k*lr" }));
  });

  it("with C by a formula, at the row that is pointed at", () => {
    const runs = study(({ N, D }) => 30 * (6 * N * D) ** -0.05);
    const state = fitted(runs, { law: "power", countN: "non-embedding", countC: "6*N*D" });
    assertOnTheLaw(state);
    assert.equal(told(runHover(state, runs[0]!), "C from"), "6*N*D");
    assert.equal(told(pointHover(state, runs[0]!.id, key, 6 * 6e7 * 1e8), "FLOPs C"), "3.6×10¹⁶");
  });

  it("with D from C where a run tells no tokens", () => {
    const runs = study(({ N, D }) => 1.7 + 400 * N ** -0.34 + 410 * D ** -0.28).map((run, i): Run => {
      const { tokens, ...series } = run.series(key)!;
      const N = Number(run.config.get("params_no_embed"));
      const logged: Fact = { value: 1, from: "logged", kind: "logged", how: "column flops" };
      const flops = tokens!.map((D) => 6 * N * D);
      const facts = { params: { ...run.facts.params!, value: N }, flops: logged };
      return i % 2 === 0 ? run : { ...run, facts, series: () => ({ ...series, flops }) };
    });
    const state = fitted(runs, { law: "chinchilla", countN: "non-embedding" });
    const other = runHover(state, runs[1]!);
    assert.equal(told(other, "Tokens D"), "204.8B", "as the law was given it");
    assert.equal(told(other, "Residual")?.slice(1), "0.00 %");
  });

  it("against steps under a law that does not read them", () => {
    const runs = study(({ N, D }) => 1.7 + 400 * N ** -0.34 + 410 * D ** -0.28);
    const state = fitted(runs, { law: "chinchilla", countN: "non-embedding", x: "step" });
    const hover = pointHover(state, runs[0]!.id, key, 7);
    assert.equal(told(hover, "Step"), "7");
    assert.equal(told(hover, "Residual")?.slice(1), "0.00 %");
  });

  it("and the chart draws a run whose N is not known, where the law does not need it", () => {
    const runs = study(({ D }) => 1.7 + 410 * D ** -0.28);
    const tokens = [1e8, 1e9, 1e10, 1e11];
    const silent = makeRun({ name: "silent", tokens, losses: { [key]: tokens.map((D) => 1.7 + 410 * D ** -0.28) } });
    const state = fitted([...runs, silent], { law: "power-floor", x: "tokens" });
    assert.equal(state.fits?.groups[0]?.result.protocol.countN, "total");
    const lines = gridOf(panelView(state, 1)).charts[0]?.lines ?? [];
    assert.ok(lines.some(({ run }) => run === "silent"));
    assert.equal(told(runHover(state, silent), "Residual")?.slice(1), "0.00 %");
  });

  it("says what a run lacks that was left out for it", () => {
    const runs = study(({ N, D }) => 1.7 + 400 * N ** -0.34 + 410 * D ** -0.28);
    const silent: Run = { ...makeRun({ name: "silent", params: 1e8, tokens: [1e9], losses: { [key]: [3] } }) };
    const state = fitted([...runs, silent], { law: "chinchilla", countN: "non-embedding" });
    const hover = runHover(state, silent);
    assert.equal(told(hover, "Residual"), undefined);
    assert.equal(told(hover, "Parameters N"), "100M total");
    assert.equal(hover.law, "Left out of the fit: no parameters without embeddings known.");
  });
});
