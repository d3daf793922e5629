import "./shared/base.css";
import type { PanelView } from "../src/core/views/views";
import type { ToPage } from "../src/protocol/intents";
import { Grid } from "./chart/grid";
import { expectedWidth, readTab, readWidths } from "./chart/widths";
import { openToolbar } from "./controls/toolbar";
import { openCoefficients } from "./panel/coefficients";
import { openFigure } from "./panel/figure";
import { readFold } from "./panel/fold";
import { openObservations } from "./panel/observations";
import { openPage } from "./panel/page";
import { openQuestions } from "./panel/questions";
import { openSections } from "./panel/section";
import { openTableFigure } from "./panel/tableFigure";
import { openTextFigure } from "./panel/textFigure";
import { openBus } from "./shared/bus";
import { element } from "./shared/dom";
import { readTheme, watchTheme } from "./shared/theme";

/** The page draws whole views and says what the person did; it decides nothing. */
const bus = openBus(receive);
let tab = readTab(bus.saved);
let widths = readWidths(bus.saved);
let unfolded = readFold(bus.saved);
let shown: PanelView | undefined;
const expected = (of: string): number => expectedWidth(widths, of, innerWidth * devicePixelRatio);

const toolbar = openToolbar(
  (key, texts) => {
    bus.send({ type: "set", key, texts });
  },
  () => {
    bus.send({ type: "fitted" });
  },
);
const grid = new Grid(readTheme(), bus.send);
const figure = openFigure({
  grid,
  table: openTableFigure((target) => {
    bus.send({ type: "picked", target });
  }),
  text: openTextFigure(),
});
const coefficients = openCoefficients(bus.send);
const questions = openQuestions((question) => {
  bus.send({ type: "asked", question });
});
const sections = openSections();
const observations = openObservations(
  unfolded,
  (charts, scroll) => {
    grid.note(charts, scroll);
  },
  (open) => {
    unfolded = open;
    if (shown !== undefined) keep(shown);
  },
);
const root = document.getElementById("app") ?? document.body.appendChild(element("div", { id: "app" }));
const page = openPage(
  root,
  {
    toolbar: toolbar.host,
    figure: figure.hosts,
    coefficients: coefficients.host,
    questions: questions.host,
    sections: sections.host,
    observations: observations.host,
  },
  {
    tab: (id) => {
      grid.expect(expected(id));
      bus.send({ type: "chose", patch: { tab: id } });
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
    case "refused":
      toolbar.refuse(message.key, message.message);
      break;
  }
}

function show(view: PanelView): void {
  tab = view.tab;
  page.show(view);
  toolbar.show(view);
  coefficients.show(view.coefficients);
  questions.show(view.questions);
  sections.show(view.side);
  observations.show(view.observations);
  const drawn = figure.show(view.figure, view.nothing);
  if (drawn.charts > 0) widths = { ...widths, [tab]: grid.share };
  shown = view;
  keep(view);
  bus.send({ type: "drew", revision: view.revision, ...drawn });
}

/** What a reload finds again. */
function keep({ choices, tab: open }: PanelView): void {
  bus.keep({ ...choices, tab: open, widths, unfolded });
}
