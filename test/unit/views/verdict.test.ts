import assert from "node:assert/strict";
import { planFits } from "../../../src/core/state/fitting";
import { reduce } from "../../../src/core/state/reduce";
import { emptyState } from "../../../src/core/state/state";
import { panelView } from "../../../src/core/views/panel";
import type { Run } from "../../../src/core/runs/run";
import { makeRun } from "../state/runs";
import { gridOf } from "./gridOf";

const sizes = [1e8, 4e8, 16e8];
const tokens = Array.from({ length: 30 }, (_, i) => 1e9 * 1.25 ** i);

function group(mix: string, own: readonly number[], loss: (C: number, at: number) => number): Run[] {
  return own.map((params) =>
    makeRun({
      name: `${mix} ${params}`,
      facets: { mix, size: String(params) },
      params,
      tokens,
      losses: { "eval/text/loss": tokens.map((D, i) => loss(6 * params * D, i)) },
    }),
  );
}

describe("failed fits", () => {
  const runs = [
    ...group("good", sizes, (C) => 30 * C ** -0.05),
    ...group("none", [1e8], () => NaN),
    ...group("wild", sizes, (C, i) => 30 * C ** -0.05 + (i % 2)),
  ];
  const found = reduce(emptyState, { type: "found", runs, files: runs.length, problems: [] });
  const fit = { law: "power", points: "all", minFlops: 0, bootstrap: 0 } as const;
  const chosen = reduce(found, { type: "chose", patch: { tab: "scaling", fit } });
  const plan = planFits(chosen.runs, chosen.choices.fit, undefined);
  const state = reduce(chosen, {
    type: "fitted",
    fits: plan.finish(plan.groups.map((_, i) => plan.fit(i, () => false))),
  });
  const view = panelView(state, 1);

  it("are counted in the head, by their reasons", () => {
    assert.equal(view.coefficients.tally.startsWith("1 of 3 groups fits well · "), true, view.coefficients.tally);
    assert.match(view.coefficients.tally, /1 R² under 0.8/);
    assert.match(view.coefficients.tally, /1 (no point left|too few points)/);
  });

  it("stand behind the laws and need attention", () => {
    assert.deepEqual(
      view.coefficients.rows.map(({ title, attention }) => [title, attention]),
      [
        ["good", false],
        ["wild", true],
        ["none", true],
      ],
    );
  });

  it("are not drawn as laws: the chart says what R² is, and shares no axis", () => {
    const { charts, rows } = gridOf(view);
    const of = (row: string) => charts.find((chart) => chart.row === rows.indexOf(row));
    const wild = of("wild") ?? assert.fail(rows.join());
    assert.equal(wild.equation, undefined);
    assert.match(wild.message ?? "", /^Power law does not fit: R² = 0\.\d\d\.$/);
    assert.ok(wild.lines.every(({ role }) => role !== "law" && role !== "beyond"));
    assert.notEqual(wild.y, of("good")?.y);
  });
});
