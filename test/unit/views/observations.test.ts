import assert from "node:assert/strict";
import { fitGroup } from "../../../src/core/fit/group";
import { chartsOf } from "../../../src/core/views/figure";
import { planFits } from "../../../src/core/state/fitting";
import { reduce } from "../../../src/core/state/reduce";
import { emptyState, type State } from "../../../src/core/state/state";
import type { Run } from "../../../src/core/runs/run";
import { observationsOf, refitsOf, restText } from "../../../src/core/views/observations";
import { panelView } from "../../../src/core/views/panel";
import { reportText } from "../../../src/core/export/index";
import { reportOfState } from "../../../src/core/export/report";
import { mixRuns } from "../observe/studies";

const runs = mixRuns({
  a: { text: [30, 0.05], image: [50, 0.06] },
  b: { text: [30, 0.045], image: [50, 0.06] },
});

function stateOf(found: readonly Run[]): State {
  const opened = reduce(emptyState, { type: "found", runs: found, files: found.length, problems: [] });
  return reduce(opened, { type: "read" });
}

function fittedState(found: readonly Run[]): State {
  const chosen = reduce(stateOf(found), {
    type: "chose",
    patch: { tab: "scaling", fit: { minFlops: 0, bootstrap: 60 } },
  });
  const plan = planFits(chosen.runs, chosen.choices.fit, undefined);
  return reduce(chosen, { type: "fitted", fits: plan.finish(plan.groups.map((_, i) => plan.fit(i, () => false))) });
}

describe("the observations of a panel", () => {
  const state = fittedState(runs);

  it("are shown with the charts that they are about, and made once for the same runs and fits", () => {
    const { observations, figure } = panelView(state, 1);
    assert.ok(observations.length > 2, JSON.stringify(observations.map(({ sentence }) => sentence)));
    const charts = new Set(chartsOf(figure).map(({ id }) => id));
    for (const one of observations) for (const id of one.charts) assert.ok(charts.has(id), id);
    assert.deepEqual(observationsOf(state)[0], observationsOf({ ...state, chartWidth: 1 })[0]);
    assert.equal(observationsOf(state)[0], observationsOf({ ...state, chartWidth: 1 })[0]);
  });

  it("are none before the logs are read, and of an empty study", () => {
    assert.deepEqual(panelView({ ...state, read: false }, 1).observations, []);
    assert.deepEqual(panelView(stateOf([]), 1).observations, []);
  });

  it("follow the filters", () => {
    const chosen = reduce(stateOf(runs.map((run) => ({ ...run, restarts: 1 }))), {
      type: "chose",
      patch: { filter: { mix: ["a"] } },
    });
    assert.match(observationsOf(chosen)[0]?.sentence ?? "", /^6 restarts of 6 runs/);
  });

  it("leave with the Markdown of the report, as text that marks nothing up", () => {
    const marked = runs.map((run) => ({ ...run, name: `*${run.name}*`, status: "failed" as const }));
    const text = reportText(reportOfState(fittedState(marked)), "markdown");
    assert.match(text, /^\| mix \|[\s\S]*\n\n## Observations\n\n- /);
    assert.match(text, /12 runs of 12 failed: \\\*a 100000000\\\*/);
  });

  it("leave out what rests on further fits until these are known, and say the same by them as without", () => {
    const { fits } = state;
    assert.ok(fits);
    const sentences = (refits: NonNullable<typeof fits.refits>): string[] =>
      observationsOf({ ...state, fits: { ...fits, refits } }).map(({ sentence }) => sentence);
    const isHeldOut = (sentence: string): boolean => /without the largest size/i.test(sentence);
    const all = observationsOf(state).map(({ sentence }) => sentence);
    assert.ok(all.some(isHeldOut));
    assert.ok(!sentences("pending").some(isHeldOut));
    const asked = refitsOf(fits);
    assert.ok(asked.length >= fits.groups.length);
    const known = asked.map(({ key, curves, protocol }) => [key, fitGroup(curves, protocol).fit] as const);
    assert.deepEqual(sentences(new Map(known)), all);
  });

  it("write numbers with their intervals and units", () => {
    assert.equal(restText({ label: "", value: 0.0610012, low: 0.06, high: 0.0672, unit: "" }), "0.061 (0.06 … 0.0672)");
    assert.equal(restText({ label: "", value: 3.21e21, unit: "FLOPs" }), "3.21×10²¹ FLOPs");
  });
});
