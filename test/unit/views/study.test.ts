import assert from "node:assert/strict";
import { defaultChoices, patchChoices } from "../../../src/core/state/choose";
import { planFits } from "../../../src/core/state/fitting";
import { reduce } from "../../../src/core/state/reduce";
import { emptyState, type State } from "../../../src/core/state/state";
import { pointHover, runHover } from "../../../src/core/views/hover";
import { panelView } from "../../../src/core/views/panel";
import { reportText } from "../../../src/core/export/index";
import { reportOf } from "../../../src/core/export/report";
import { runList } from "../../../src/core/views/runList";
import type { Run } from "../../../src/core/runs/run";
import { makeRun } from "../state/runs";
import { gridOf } from "./gridOf";

/** Sizes of a study whose frontier is about L = 30·C^−0.05: each run touches it once and lies above it elsewhere. */
const sizes = [1e8, 4e8, 16e8, 64e8];

function study(): Run[] {
  return ["45-45-10", "30-30-40"].flatMap((mix) =>
    sizes.map((params) => {
      const tokens = Array.from({ length: 61 }, (_, i) => 20 * params * 10 ** ((i - 30) / 30));
      const best = 6 * params * 20 * params;
      const loss = tokens.map(
        (D) => 30 * (6 * params * D) ** -0.05 * (1 + 0.01 * Math.log((6 * params * D) / best) ** 2),
      );
      return makeRun({
        name: `${mix} ${params}`,
        facets: { mix, size: String(params) },
        params,
        tokens,
        losses: { "eval/text/loss": loss },
      });
    }),
  );
}

function fittedState(runs: readonly Run[]): State {
  const found = reduce(emptyState, { type: "found", runs, files: runs.length, problems: [] });
  const chosen = reduce(found, {
    type: "chose",
    patch: { tab: "scaling", fit: { law: "power", minFlops: 0, bootstrap: 50 } },
  });
  const plan = planFits(chosen.runs, chosen.choices.fit, undefined);
  const fits = plan.finish(plan.groups.map((_, i) => plan.fit(i, () => false)));
  return reduce(chosen, { type: "fitted", fits });
}

describe("the study's views", () => {
  const state = fittedState(study());
  const view = panelView(state, 1);

  it("lays one row a mix and one column a domain, with the law in each chart", () => {
    assert.deepEqual(gridOf(view).rows, ["30-30-40", "45-45-10"]);
    assert.deepEqual(gridOf(view).columns, ["text"]);
    for (const chart of gridOf(view).charts) assert.match(chart.equation?.plain ?? "", /^L = \d+(\.\d+)?·C\^−0\.0\d+$/);
  });

  it("draws each run once, the frontier, and the law solid inside and dotted outside of what was fitted", () => {
    for (const chart of gridOf(view).charts) {
      const count = (role: string): number => chart.lines.filter((line) => line.role === role).length;
      assert.deepEqual(["curve", "frontier", "law", "beyond"].map(count), [4, 1, 1, 2]);
      for (const { x, y } of chart.lines) assert.equal(x.length, y.length);
    }
  });

  it("gives a loss that rises an axis of its own", () => {
    const tokens = Array.from({ length: 20 }, (_, i) => 1e9 * 2 ** (i / 2));
    const rising = [1e8, 4e8].map((params) =>
      makeRun({
        name: `forgets ${params}`,
        facets: { mix: "0-0-100", size: String(params) },
        params,
        tokens,
        losses: { "eval/text/loss": tokens.map((D) => 8 + (params * D) / 1e18) },
      }),
    );
    const { charts, rows } = gridOf(panelView(fittedState([...study(), ...rising]), 1));
    const of = (row: string) => charts.find((chart) => chart.row === rows.indexOf(row));
    assert.ok((of("45-45-10")?.y.max ?? Infinity) < 8, String(of("45-45-10")?.y.max));
    assert.equal(of("45-45-10")?.y, of("30-30-40")?.y);
    assert.ok((of("0-0-100")?.y.min ?? 0) > 5);
  });

  it("shades sizes from light to dark", () => {
    const shades = gridOf(view)
      .charts[0]?.lines.filter(({ role }) => role === "curve")
      .map(({ tint }) => tint.shade);
    assert.deepEqual([...(shades ?? [])].sort(), [0, 1 / 3, 2 / 3, 1]);
  });

  it("lists a row a group with coefficients, intervals and details, and marks the chosen one", () => {
    const id = view.coefficients.rows[1]?.id ?? "";
    const marked = panelView(reduce(state, { type: "chose", patch: { group: id } }), 2);
    assert.deepEqual(
      marked.coefficients.rows.map((row) => row.marked),
      [false, true],
    );
    assert.deepEqual(
      gridOf(marked).charts.map((chart) => chart.marked),
      [false, true],
    );
    for (const row of marked.coefficients.rows) {
      assert.deepEqual(
        row.coefficients.map(({ symbol }) => symbol),
        ["a", "b"],
      );
      assert.ok(row.details.some(({ label }) => label === "R²"));
    }
  });

  it("says the same fitted value in the chart's hover and in the tree's", () => {
    const run = state.runs[0];
    assert.ok(run);
    const series = run.series("eval/text/loss");
    const atEnd = pointHover(state, run.id, "eval/text/loss", series?.flops?.at(-1) ?? NaN);
    const find = (rows: readonly { label: string; text: string }[] | undefined): string | undefined =>
      rows?.find(({ label }) => label === "Fitted text")?.text;
    const fitted = find(atEnd?.rows);
    assert.match(fitted ?? "", /^\d\.\d{4}$/);
    assert.equal(find(runHover(state, run).rows), fitted);
  });

  it("keeps the fits of groups whose series are what they were, and makes the others anew", () => {
    const again = planFits(state.runs, state.choices.fit, state.fits);
    assert.equal(again.stands, true);
    const changed = study();
    const part = planFits([...state.runs.slice(0, 4), ...changed.slice(4)], state.choices.fit, state.fits);
    assert.equal(part.stands, false);
    const same = part.groups.map((_, i) => part.fit(i, () => false).result === state.fits?.groups[i]?.result);
    assert.deepEqual(same.sort(), [false, true]);
  });

  it("reports full precision, with null for what is not known", () => {
    assert.ok(state.fits);
    const report = reportOf(state.fits);
    const parsed = JSON.parse(reportText(report, "json")) as typeof report;
    const value = parsed.fits[0]?.coefficients["b"]?.value;
    const exact = state.fits.groups[0]?.result.fit;
    assert.equal(
      value,
      exact?.status === "fitted" ? exact.coefficients.find(({ id }) => id === "b")?.value : undefined,
    );
    assert.equal(reportText(report, "csv").trim().split("\n").length, 3);
    assert.match(reportText(report, "latex"), /\\begin\{tabular\}/);
  });

  it("says why a group has no law", () => {
    const alone = fittedState(study().slice(0, 1));
    const [row] = panelView(alone, 1).coefficients.rows;
    assert.equal(row?.fitted, false);
    assert.match(row.reason, /One model size only/);
    assert.equal(gridOf(panelView(alone, 1)).charts[0]?.message, row.reason);
  });

  it("lists runs by what tells laws apart, sizes rising", () => {
    const list = runList(state);
    assert.deepEqual(
      list.groups.map(({ label, runs }) => [label, runs.length]),
      [
        ["30-30-40", 4],
        ["45-45-10", 4],
      ],
    );
    assert.match(list.groups[0]?.runs[0]?.description ?? "", /^CE \d\.\d{3} · 20B tokens$/);
  });

  it("says what is missing when there is nothing to draw", () => {
    const read = reduce(reduce(emptyState, { type: "opened", roots: ["logs"] }), { type: "read" });
    assert.equal(panelView(read, 1).empty?.title, "No training run found");
    const filtered = reduce(state, { type: "chose", patch: { filter: { mix: ["none such"] } } });
    assert.equal(panelView(filtered, 1).empty?.title, "No run passes the filters");
  });

  it("spans what kept its course: a run that diverged leaves the chart", () => {
    const tokens = Array.from({ length: 20 }, (_, i) => 1e9 * (i + 1));
    const wild = makeRun({
      name: "wild",
      tokens,
      losses: { "eval/text/loss": tokens.map((_, i) => (i < 10 ? 3 - 0.02 * i : 500)) },
    });
    const opened = reduce(emptyState, { type: "found", runs: [...study(), wild], files: 9, problems: [] });
    const [chart] = gridOf(panelView(opened, 1)).charts;
    assert.ok((chart?.y.max ?? Infinity) < 10, `${chart?.y.max}`);
    assert.equal(chart?.lines.length, 9);
  });

  it("draws trends: a chart a domain, hue by mix", () => {
    const trends = panelView(reduce(state, { type: "chose", patch: { tab: "trends" } }), 1);
    assert.deepEqual(gridOf(trends).columns, ["text"]);
    assert.equal(gridOf(trends).charts[0]?.lines.length, 8);
    assert.deepEqual(
      gridOf(trends).legend.map(({ title }) => title),
      ["mix", "Parameters"],
    );
  });
});

describe("choices", () => {
  it("are patched, never wiped: what a patch does not name stays", () => {
    const patched = patchChoices(defaultChoices, { fit: { law: "power-floor" }, group: "g", filter: { mix: ["a"] } });
    assert.deepEqual([patched.fit.law, patched.fit.spacing, patched.group], ["power-floor", "linear", "g"]);
    const cleared = patchChoices(patched, { group: null, filter: { mix: [] } });
    assert.deepEqual([cleared.group, cleared.filter], [undefined, {}]);
  });
});
