import type { ChoicesPatch } from "../src/core/state/choices";
import type { PanelView } from "../src/core/views/views";
import type { ToPage } from "../src/protocol/intents";
import { Grid } from "./chart/grid";
import { openToolbar } from "./controls/toolbar";
import { expectedWidth, readTab, readWidths } from "./chart/widths";
import { noteCharts } from "./chart/noted";
import { openCoefficients } from "./panel/coefficients";
import { openObservations } from "./panel/observations";
import { openPage } from "./panel/page";
import { readFold } from "./panel/fold";
import { openBus } from "./shared/bus";
import { element } from "./shared/dom";
import { readTheme, watchTheme } from "./shared/theme";
import "./style.css";

/** The page draws whole views and says what the person did; it decides nothing. */
const bus = openBus(receive);
const choose = (patch: ChoicesPatch): void => {
  bus.send({ type: "chose", patch });
};
let tab = readTab(bus.saved);
let widths = readWidths(bus.saved);
const expected = (of: typeof tab): number => expectedWidth(widths, of, innerWidth * devicePixelRatio);

const toolbar = openToolbar(choose, () => {
  bus.send({ type: "fitted" });
});
const coefficients = openCoefficients(bus.send, (group) => {
  choose({ group });
});
const grid = new Grid(readTheme(), bus.send, (chart, run) => {
  if (tab === "scaling") choose({ group: chart, run: run ?? null });
  else choose({ run: run ?? null });
});
let unfolded = readFold(bus.saved);
const observations = openObservations(
  unfolded,
  (charts, scroll) => {
    noteCharts(grid.host, charts, scroll);
  },
  (open) => {
    unfolded = open;
    if (shown !== undefined) keep(shown);
  },
);
let shown: PanelView | undefined;
const root = document.getElementById("app") ?? document.body.appendChild(element("div", { id: "app" }));
const page = openPage(
  root,
  { toolbar: toolbar.host, charts: grid.host, coefficients: coefficients.host, observations: observations.host },
  {
    tab: (id) => {
      grid.expect(expected(id));
      choose({ tab: id });
    },
    cancel: () => {
      bus.send({ type: "cancelled" });
    },
  },
);
watchTheme((theme) => {
  grid.paint(theme);
});
grid.expect(expected(tab), true);
bus.send({ type: "ready", saved: bus.saved, chartWidth: expected(tab) });

function receive(message: ToPage): void {
  switch (message.type) {
    case "view":
      show(message.view);
      break;
    case "point":
      grid.answer(message.point);
      break;
  }
}

function show(view: PanelView): void {
  tab = view.choices.tab;
  page.show(view);
  toolbar.show(view);
  coefficients.show(view.coefficients);
  observations.show(view.observations);
  const { run, group } = view.choices;
  const drawn = grid.show({ grid: view.grid, run, group, nothing: nothingYet(view) });
  if (drawn.charts > 0) widths = { ...widths, [tab]: grid.share };
  shown = view;
  keep(view);
  bus.send({ type: "drew", revision: view.revision, ...drawn });
}

/** What a reload finds again. */
function keep({ choices }: PanelView): void {
  bus.keep({ ...choices, widths, unfolded });
}

function nothingYet({ busy, choices }: PanelView): string {
  if (busy !== undefined) return `${busy.label} …`;
  return choices.tab === "scaling"
    ? "No law is fitted yet: choose above and press Fit."
    : "No loss to draw against this axis.";
}
