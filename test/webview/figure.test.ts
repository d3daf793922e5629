import assert from "node:assert/strict";
import type { Figure } from "../../src/core/views/figure";
import { openFigure, type Drawer } from "../../webview/panel/figure";
import { scalingView } from "./sample";

type Kind = Figure["kind"];

/** As much of an element as the place of the figure uses. */
const fakeElement = (): HTMLElement =>
  ({
    hidden: false,
    textContent: "",
    setAttribute: () => undefined,
    append: () => undefined,
  }) as unknown as HTMLElement;

const figures: Readonly<Record<Kind, Figure>> = {
  grid: scalingView().figure,
  table: { kind: "table", columns: [{ head: "Run" }], rows: [{ id: "a", cells: ["a"], marked: false }] },
  text: { kind: "text", title: "", paragraphs: ["Nothing is known."] },
};
const kinds = Object.keys(figures) as Kind[];

describe("the place of the figure", () => {
  const globals = globalThis as { document?: unknown };
  before(() => {
    globals.document = { createElement: fakeElement };
  });
  after(() => {
    delete globals.document;
  });

  const open = () => {
    const drawn: Figure[] = [];
    const drawer = <K extends Kind>(): Drawer<K> => ({
      host: fakeElement(),
      show: (figure) => {
        drawn.push(figure);
        return { charts: 0, points: 0 };
      },
    });
    const drawers = { grid: drawer<"grid">(), table: drawer<"table">(), text: drawer<"text">() };
    const pane = openFigure(drawers);
    const visible = (): Kind[] => kinds.filter((kind) => !drawers[kind].host.hidden);
    return { pane, drawn, visible };
  };

  for (const kind of kinds)
    it(`gives a figure to the drawer of its kind, and shows no other: ${kind}`, () => {
      const { pane, drawn, visible } = open();
      pane.show(figures[kind], "nothing");
      assert.deepEqual(visible(), [kind]);
      assert.deepEqual(drawn, [figures[kind]]);
      assert.equal(pane.hosts[0]?.hidden, true);
    });

  it("says what is missing in place of a blank figure", () => {
    const { pane, visible } = open();
    pane.show({ kind: "table", columns: [], rows: [] }, "No run to list.");
    assert.deepEqual(visible(), []);
    assert.deepEqual([pane.hosts[0]?.hidden, pane.hosts[0]?.textContent], [false, "No run to list."]);
  });
});
