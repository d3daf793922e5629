import assert from "node:assert/strict";
import type { Axis, Line } from "../../src/core/views/figure";
import { gutterFor, labelWidth, plotArea } from "../../webview/chart/area";
import { plotConfig, strokeOf } from "../../webview/chart/plot";
import type { Look } from "../../webview/chart/look";
import { kindsOf, shortened } from "../../webview/chart/legend";
import { contrast, parseColour } from "../../webview/shared/colour";
import { themeOf } from "../../webview/shared/theme";
import { published, scalingChart } from "./sample";

const rgb = (text: string) => parseColour(text) ?? assert.fail(text);
const theme = themeOf(
  { background: rgb("#ffffff"), foreground: rgb("#3b3b3b"), highContrast: false },
  "#616161",
  "system-ui",
  13,
);
const look: Look = { theme, width: 400, height: 250, gutter: 40 };
const [mix, domain, a, b] = published[0] ?? assert.fail("no law");
const chart = scalingChart(mix, domain, a, b, 0, 0);
type Options = ReturnType<typeof plotConfig>["options"];
interface ScaleLike {
  readonly type: string;
  readonly min: number;
  readonly max: number;
  readonly afterBuildTicks: (scale: { ticks: { value: number }[] }) => void;
  readonly ticks: { readonly callback: (value: unknown, index: number) => string; readonly autoSkip: boolean };
}
const scale = (options: Options, side: "x" | "y"): ScaleLike => options.scales?.[side] as unknown as ScaleLike;

describe("plot", () => {
  const config = plotConfig(chart, look);

  it("draws without animation, decimation or behaviour of its own", () => {
    assert.equal(config.options.animation, false);
    assert.equal(config.options.parsing, false);
    assert.deepEqual(config.options.events, []);
    assert.equal(config.options.plugins, undefined);
  });

  it("takes scale, range and ticks from the view", () => {
    const x = scale(config.options, "x");
    assert.equal(x.type, "logarithmic");
    assert.deepEqual([x.min, x.max], [chart.x.min, chart.x.max]);
    const drawn = { ticks: [{ value: 1 }] };
    x.afterBuildTicks(drawn);
    assert.deepEqual(
      drawn.ticks.map(({ value }) => value),
      chart.x.ticks.map(({ value }) => value),
    );
    const labels = drawn.ticks.map((tick, index) => x.ticks.callback(tick.value, index));
    assert.deepEqual(
      labels.filter((label) => label !== ""),
      ["10¹⁹", "10²⁰", "10²¹", "10²²"],
    );
    assert.equal(scale(plotConfig({ ...chart, y: { ...chart.y, scale: "linear" } }, look).options, "y").type, "linear");
  });

  it("keeps labels from running into each other on a small chart", () => {
    const x = scale(plotConfig(chart, { ...look, width: 130 }).options, "x");
    const labels = chart.x.ticks
      .map((tick, index) => x.ticks.callback(tick.value, index))
      .filter((label) => label !== "");
    assert.ok(labels.length < 4 && labels.length > 0, labels.join());
  });

  it("draws a line a line, in the order law, curve, frontier, raw from the top", () => {
    assert.equal(config.data.datasets.length, chart.lines.length);
    const order = (role: Line["role"]): number =>
      config.data.datasets[chart.lines.findIndex((line) => line.role === role)]?.order ?? NaN;
    assert.ok(order("law") < order("curve") && order("curve") < order("frontier"));
  });

  it("shows the law in the text's ink, solid where fitted and dotted beyond", () => {
    const law = strokeOf({ role: "law", tint: {} }, theme);
    const beyond = strokeOf({ role: "beyond", tint: {} }, theme);
    assert.equal(law.borderColor, "#3b3b3b");
    assert.deepEqual(law.borderDash, []);
    assert.equal(beyond.borderDash.length, 2);
    assert.ok(law.borderWidth > strokeOf({ role: "curve", tint: { hue: 0 } }, theme).borderWidth);
  });

  it("has a curve in its tint, and its raw line faint", () => {
    const [curve, raw] = (["curve", "raw"] as const).map(
      (role) => strokeOf({ role, tint: { hue: 1 } }, theme).borderColor,
    );
    assert.ok(contrast(rgb(curve ?? ""), theme.background) >= 3);
    assert.match(raw ?? "", /^rgba\(.*0\.24\)$/);
    assert.deepEqual(parseColour(raw ?? ""), parseColour(curve ?? ""));
  });

  it("leaves a gap for what has no place on its axis, and never moves it", () => {
    const axis: Axis = { title: "", scale: "log", min: 1, max: 100, ticks: [] };
    const line: Line = {
      ...{ id: "a", role: "curve", label: "", tint: {}, marks: false },
      x: Float64Array.of(0, 1, 2, 3, 4, 5),
      y: Float64Array.of(5, 0, -1, NaN, Infinity, 7),
    };
    const ys = (scales: Pick<typeof chart, "x" | "y">): (number | null)[] => {
      const { datasets } = plotConfig({ ...chart, ...scales, lines: [line] }, look).data;
      return (datasets[0]?.data ?? []).map(({ y }) => (Number.isNaN(y) ? null : y));
    };
    assert.deepEqual(ys({ x: axis, y: axis }), [null, null, null, null, null, 7]);
    const linear: Axis = { ...axis, scale: "linear", min: -10 };
    assert.deepEqual(ys({ x: linear, y: linear }), [5, 0, -1, null, null, 7]);
    assert.equal(plotConfig({ ...chart, lines: [line] }, look).data.datasets[0]?.spanGaps, false);
  });

  it("gives all charts of a grid one gutter, wide enough for the widest label", () => {
    const axis = (label: string): Axis => ({
      title: "",
      scale: "linear",
      min: 0,
      max: 1,
      ticks: [{ value: 0, label }],
    });
    assert.ok(gutterFor([axis("2.5"), axis("12.25")]) >= labelWidth("12.25"));
    assert.ok(gutterFor([axis("x".repeat(100))]) <= 90);
    assert.ok(gutterFor([]) > 0);
    const area = plotArea(look);
    assert.ok(area.left + area.width < look.width && area.top + area.height < look.height && area.left >= look.gutter);
    assert.equal(plotArea({ ...look, width: 5 }).width, 1);
  });
});

describe("legend", () => {
  const entries = (roles: readonly Line["role"][]) => roles.map((role) => ({ label: "as told", tint: {}, role }));

  it("names the kinds of line that are drawn, once each, in the view's words", () => {
    const kinds = kindsOf({ charts: [chart, chart], legend: [] });
    assert.deepEqual(
      kinds.map(({ label }) => label),
      ["Frontier", "Fitted law", "Law, extrapolated"],
    );
    assert.deepEqual(kindsOf({ charts: [{ ...chart, lines: chart.lines.slice(0, 6) }], legend: [] }), []);
  });

  it("leaves out what the view's own legend names", () => {
    const legend = [{ title: "", entries: entries(["frontier", "law"]) }];
    assert.deepEqual(
      kindsOf({ charts: [chart], legend }).map(({ role }) => role),
      ["beyond"],
    );
  });
});

describe("names", () => {
  it("keep both ends when they are long", () => {
    assert.equal(shortened("short"), "short");
    const long = `run_${"x".repeat(50)}_seed=7`;
    const cut = shortened(long, 30);
    assert.equal(cut.length, 30);
    assert.ok(cut.startsWith("run_") && cut.endsWith("_seed=7") && cut.includes("…"));
  });
});
