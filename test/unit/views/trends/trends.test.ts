import assert from "node:assert/strict";
import { patchChoices, readPatch } from "../../../../src/core/state/choose";
import { reduce } from "../../../../src/core/state/reduce";
import { emptyState, type State } from "../../../../src/core/state/state";
import type { CurveChoices } from "../../../../src/core/choices/index";
import type { Run } from "../../../../src/core/runs/run";
import { entryKey } from "../../../../src/core/views/hidden";
import { panelView } from "../../../../src/core/views/panel";
import { besideAt } from "../../../../src/core/views/trends/beside";
import { findRuns } from "../../../../src/core/views/trends/find";
import { makeRun } from "../../state/runs";
import { gridOf } from "../gridOf";

function trendsOf(runs: readonly Run[], curves: Partial<CurveChoices> = {}): ReturnType<typeof panelView> {
  const found = reduce(emptyState, { type: "found", runs, files: runs.length, problems: [] });
  const state: State = reduce(found, { type: "chose", patch: { tab: "trends", curves } });
  return panelView(state, 1);
}

const loss = { "eval/text/loss": [4, 3, 2.5] };
const withTokens = (name: string, facets: Readonly<Record<string, string>> = {}, scale = 1): Run =>
  makeRun({
    name,
    facets,
    tokens: [1e9, 2e9, 3e9],
    losses: { "eval/text/loss": [3.5 * scale, 3 * scale, 2.5 * scale] },
  });

describe("what the trends are drawn against", () => {
  it("is tokens where the logs know them, without a word", () => {
    const { figure, notices } = trendsOf([withTokens("a"), withTokens("b")]);
    assert.ok(figure.kind === "grid");
    assert.equal(figure.charts[0]?.x.title, "Tokens seen");
    assert.equal(figure.charts[0].x.scale, "log");
    assert.deepEqual(
      notices.filter((notice) => notice.includes("drawn against")),
      [],
    );
  });

  it("falls back by itself and says so: never empty for want of an x", () => {
    const view = trendsOf([makeRun({ name: "a", losses: loss }), makeRun({ name: "b", losses: loss })]);
    const [chart] = gridOf(view).charts;
    assert.equal(chart?.x.title, "Step");
    assert.equal(chart.lines.length, 2);
    assert.ok(view.notices.includes("These logs do not say tokens seen and training flops: drawn against step."));
  });

  it("also where what was asked for is nowhere", () => {
    const view = trendsOf([makeRun({ name: "a", losses: loss })], { x: "flops" });
    assert.equal(gridOf(view).charts[0]?.x.title, "Step");
    assert.ok(
      view.notices.some((notice) => notice.includes("do not say training flops")),
      view.notices.join(),
    );
  });

  it("goes down to the rows of a log that has no step", () => {
    const run = makeRun({ name: "a", losses: loss });
    const bare: Run = {
      ...run,
      series: (key) => {
        const series = run.series(key);
        return series && { ...series, step: series.step.map(() => NaN) };
      },
    };
    const [chart] = gridOf(trendsOf([bare])).charts;
    assert.equal(chart?.x.title, "Row of the log");
    assert.deepEqual([...(chart.lines[0]?.x ?? [])], [1, 2, 3]);
  });

  it("keeps tokens where one of many runs has none, and says that it is left out", () => {
    const runs = [
      ...Array.from({ length: 19 }, (_, i) => withTokens(`run ${i}`)),
      makeRun({ name: "x", losses: loss }),
    ];
    const view = trendsOf(runs);
    assert.equal(gridOf(view).charts[0]?.lines.length, 19);
    assert.ok(view.notices.includes("1 run not drawn: no tokens seen known."), view.notices.join());
  });
});

describe("what the trends show", () => {
  const two = { "eval/text/loss": [4, 3, 2.5], "eval/code/loss": [3, 2, 1.5], "train/grad_norm": [9, 8, 7] };
  const runs = ["a", "b"].map((name): Run => {
    const run = makeRun({ name, facets: { init: name }, tokens: [1e9, 2e9, 3e9], losses: two });
    const metrics = run.metrics.map((metric) =>
      metric.key === "train/grad_norm" ? { ...metric, quantity: "other" as const, unit: "" } : metric,
    );
    return { ...run, metrics };
  });

  it("is any metric that is logged", () => {
    const view = trendsOf(runs, { y: "train/grad_norm" });
    assert.deepEqual(gridOf(view).columns, ["train/grad_norm"]);
    assert.equal(gridOf(view).charts[0]?.y.title, "train/grad_norm");
    const options = view.controls.find(({ key }) => key === "curves.y");
    assert.ok(options?.kind === "one" && options.options.some(({ value }) => value === "train/grad_norm"));
  });

  it("is what most runs log where none has a loss: never empty for want of one", () => {
    const bare = runs.map((run): Run => ({
      ...run,
      metrics: run.metrics.filter(({ quantity }) => quantity === "other"),
    }));
    const view = trendsOf(bare);
    assert.deepEqual(gridOf(view).columns, ["train/grad_norm"]);
    assert.ok(view.notices[0]?.startsWith("No loss in these logs: train/grad_norm is drawn."), view.notices.join());
  });

  it("shows a run of one point among many as a mark", () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      makeRun({ name: `r${i}`, tokens: [1e9], losses: { "eval/a/loss": [3] } }),
    );
    assert.ok(gridOf(trendsOf(many)).charts[0]?.lines.every(({ marks }) => marks));
  });

  it("is one chart with the domains as its series, where domains are the colour", () => {
    const { charts, columns, legend } = gridOf(trendsOf(runs, { colorBy: "domains" }));
    assert.deepEqual([charts.length, columns], [1, [""]]);
    assert.deepEqual(legend[0]?.title, "Domain");
    const hues = new Map(charts[0]?.lines.map(({ metric = "", tint }) => [metric, tint.hue]));
    assert.deepEqual([...hues.entries()].sort(), [
      ["eval/code/loss", 0],
      ["eval/text/loss", 1],
    ]);
  });

  it("marks where a run leaves and where its loss is no number", () => {
    const tokens = Array.from({ length: 20 }, (_, i) => 1e9 * (i + 1));
    const wild = makeRun({
      name: "wild",
      tokens,
      losses: { "eval/text/loss": tokens.map((_, i) => (i < 10 ? 3 - 0.02 * i : i < 15 ? 500 : NaN)) },
    });
    const calm = makeRun({ name: "calm", tokens, losses: { "eval/text/loss": tokens.map((_, i) => 3 - 0.02 * i) } });
    const [chart] = gridOf(trendsOf([wild, calm])).charts;
    assert.deepEqual(
      chart?.signs?.map(({ kind, run, x }) => [kind, run, x]),
      [
        ["no-number", "wild", 16e9],
        ["diverged", "wild", 10e9],
        ["above", "wild", 11e9],
      ],
    );
  });
});

describe("parts of a study", () => {
  const grid = ["45-45-10", "30-30-40"].flatMap((mix) =>
    ["1", "2", "3"].map((lr) => withTokens(`${mix} ${lr}`, { experiment: "grid", mix, lr, init: "x" }, 1.6)),
  );
  const inits = ["early-init", "late-init"].map((init) =>
    withTokens(init, { experiment: "inits", mix: "45-45-10", lr: "1", init }, init === "late-init" ? 0.9 : 1),
  );

  it("stand in rows: late-init blue below early-init orange first, the grid after it in hues of its own", () => {
    const { rows, charts, legend } = gridOf(trendsOf([...grid, ...inits]));
    assert.deepEqual(rows, ["inits", "grid"]);
    const hueOf = (name: string) => charts[0]?.lines.find(({ run }) => run === name)?.tint.hue;
    assert.deepEqual([hueOf("late-init"), hueOf("early-init")], [0, 1]);
    assert.ok(charts[0]?.lines.every(({ marks }) => marks));
    assert.equal(charts[0]?.y.scale, "linear");
    assert.deepEqual(legend.map(({ title }) => title).slice(0, 2), ["init", "mix"]);
    const hues = new Set(charts[1]?.lines.map(({ tint }) => tint.hue));
    assert.deepEqual([...hues].sort(), [2, 3]);
  });

  it("are one row where nothing parts them, or nobody wants them parted", () => {
    assert.deepEqual(gridOf(trendsOf(grid)).rows, [""]);
    assert.deepEqual(gridOf(trendsOf([...grid, ...inits], { rows: "none" })).rows, [""]);
    assert.deepEqual(gridOf(trendsOf(grid, { rows: "mix" })).rows, ["30-30-40", "45-45-10"]);
  });
});

describe("a zoom", () => {
  const tokens = Array.from({ length: 2000 }, (_, i) => 1e9 * (i + 1));
  const losses = { "eval/text/loss": tokens.map((_, i) => 2 + 1 / (i + 1)), "eval/code/loss": tokens.map(() => 1) };
  const runs = ["a", "b"].map((name) => makeRun({ name, facets: { init: name }, tokens, losses }));
  const found = reduce(emptyState, { type: "found", runs, files: 2, problems: [] });
  const zoom = { chart: "text", x: [5e11, 6e11], y: [2.001, 2.002] } as const;
  const state = reduce(found, { type: "chose", patch: { tab: "trends", zoom } });

  it("shows its part of one chart, and the same x beside it, at full resolution", () => {
    const { charts, columns, zoomed } = gridOf(panelView(state, 1));
    const [text, code] = ["text", "code"].map((name) => charts.find(({ column }) => columns[column] === name));
    assert.deepEqual([text?.x.min, text?.x.max, text?.y.min, text?.y.max], [5e11, 6e11, 2.001, 2.002]);
    assert.deepEqual([code?.x.min, code?.x.max], [5e11, 6e11]);
    assert.ok((code?.y.max ?? 0) < 2);
    assert.equal(text?.lines[0]?.x.length, 103);
    assert.ok(text.x.ticks.every(({ value }) => value >= 5e11 && value <= 6e11));
    assert.equal(zoomed, true);
  });

  it("ends with another axis or view, not with another colour", () => {
    const after = (patch: Parameters<typeof patchChoices>[1]) => patchChoices(state.choices, patch).zoom;
    assert.equal(after({ curves: { x: "step" } }), undefined);
    assert.equal(after({ tab: "scaling" }), undefined);
    assert.equal(after({ zoom: null }), undefined);
    assert.deepEqual(after({ curves: { colorBy: "run" } }), zoom);
  });

  it("from outside is taken only where it is one", () => {
    assert.deepEqual(readPatch({ zoom }).zoom, zoom);
    for (const strange of [{}, { chart: "a", x: [2, 1] }, { chart: "a", y: [NaN, 1] }, { chart: "a", x: [1] }, 3]) {
      assert.equal("zoom" in readPatch({ zoom: strange }), false, JSON.stringify(strange));
    }
  });
});

describe("a hidden entry of the legend", () => {
  it("takes its lines out of the charts and of their range, and stays in the legend", () => {
    const runs = [withTokens("a", { init: "a" }), withTokens("b", { init: "b" }, 4)];
    const found = reduce(emptyState, { type: "found", runs, files: 2, problems: [] });
    const key = entryKey("init", "b");
    const state = reduce(found, { type: "chose", patch: { tab: "trends", hidden: [key] } });
    const { charts, legend } = gridOf(panelView(state, 1));
    assert.deepEqual(
      charts[0]?.lines.map(({ run }) => run),
      ["a"],
    );
    assert.ok(charts[0].y.max < 5);
    assert.deepEqual(
      legend[0]?.entries.map(({ label, hidden }) => [label, hidden]),
      [
        ["a", false],
        ["b", true],
      ],
    );
  });
});

describe("what all lines say at an x", () => {
  const tokens = [1e9, 2e9, 3e9];
  const runs = Array.from({ length: 30 }, (_, i) =>
    makeRun({
      name: `r${i}`,
      tokens: i === 7 ? [1e9] : tokens,
      losses: { "eval/text/loss": i === 7 ? [9] : tokens.map((_, k) => 2 + i / 100 - k / 10) },
    }),
  );
  const found = reduce(emptyState, { type: "found", runs, files: 30, problems: [] });

  it("is sorted, round the run pointed at, and only of lines that are there", () => {
    const { rows, of } = besideAt(found, "text", 2e9, "r20");
    assert.equal(of, 29);
    assert.equal(rows.length, 12);
    const values = rows.map(({ text }) => Number(text));
    assert.deepEqual(
      values,
      [...values].sort((a, b) => b - a),
    );
    assert.deepEqual(
      rows.filter(({ here }) => here).map(({ label, text }) => [label, text]),
      [["r20", "2.1"]],
    );
    assert.equal(besideAt(found, "text", 1e9, "r7").rows[0]?.label, "r7");
    assert.deepEqual(besideAt(found, "no such chart", 2e9, "r1"), { rows: [], of: 0 });
  });
});

describe("finding runs", () => {
  const runs = [
    makeRun({ name: "run one", facets: { mix: "45-45-10" }, params: 1.6e9, losses: loss }),
    makeRun({ name: "run two", facets: { mix: "30-30-40" }, params: 2.75e8, losses: loss }),
  ];
  const found = (search: string): string[] => findRuns(runs, search).map(({ name }) => name);

  it("needs every word, in any case, in name or facets", () => {
    assert.deepEqual(found(""), ["run one", "run two"]);
    assert.deepEqual(found("RUN mix=45"), ["run one"]);
    assert.deepEqual(found("two 45-45"), []);
  });

  it("compares numbers", () => {
    assert.deepEqual(found("size>1B"), ["run one"]);
    assert.deepEqual(found("size<=275M"), ["run two"]);
  });

  it("takes text for text, never for a pattern", () => {
    assert.deepEqual(found(".*"), []);
    assert.deepEqual(found("(a+)+$"), []);
    assert.deepEqual(gridOf(trendsOf(runs, { find: "two" })).charts[0]?.lines.length, 1);
  });
});
